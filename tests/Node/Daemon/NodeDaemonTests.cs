using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.Driver;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.MeshNode;
using MeshNet.Actors.Plugin;
using MeshNet.Node.Daemon;
using MeshNet.Node.Management;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Tests.Daemon;

/// <summary>A host's way into a mesh and out of it, and that whatever fails on the way leaves nothing behind.</summary>
public sealed class NodeDaemonTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);
    private static readonly JoinCommand Join = new(
        new JoinToken(new ClusterId(7), new ClusterSecret(new byte[ClusterSecret.Length])).Print(), "192.0.2.20");

    private readonly DaemonWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_host_founds_a_mesh_leaves_it_and_founds_another()
    {
        NodeDaemon daemon = _world.Start();
        await daemon.ResumeAsync();
        Assert.Equal("not in a mesh", (await daemon.StatusAsync(default)).State);

        Assert.StartsWith("meshnet join --token MNET1-", await daemon.InitAsync("", default), StringComparison.Ordinal);
        StatusReport inside = await daemon.StatusAsync(default);
        Assert.Equal(("ready", "192.0.2.10:7946"), (inside.State, inside.Address));
        Assert.Equal(["sockets", "overlays", "names"], _world.Edges.Standing);

        await daemon.LeaveAsync(default);
        await _world.AssertNothingIsLeftAsync(daemon);

        await daemon.InitAsync("", default);
        Assert.NotEqual(inside.NodeId, (await daemon.StatusAsync(default)).NodeId);
        Assert.Equal([typeof(MeshAbsent), typeof(MeshEntered), typeof(MeshAbsent), typeof(MeshEntered)], await _world.ToldPluginAsync());
        await daemon.DisposeAsync();
        Assert.Empty(_world.Edges.Standing);
    }

    [Fact]
    public async Task A_daemon_that_starts_again_goes_on_in_its_mesh()
    {
        NodeDaemon first = _world.Start();
        await first.InitAsync("", default);
        string node = (await first.StatusAsync(default)).NodeId;
        await first.DisposeAsync();

        NodeDaemon second = _world.Start();
        await second.ResumeAsync();

        Assert.Equal(node, (await second.StatusAsync(default)).NodeId);
        await second.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_is_in_a_mesh_enters_no_other()
    {
        NodeDaemon daemon = _world.Start();
        await daemon.InitAsync("", default);

        Assert.Equal(409, (await Fails(daemon.InitAsync("", default), "to take it out, run 'meshnet leave'")).Status);
        Assert.Equal(409, (await Fails(daemon.JoinAsync(Join, default), "to take it out, run 'meshnet leave'")).Status);

        Assert.Equal("ready", (await daemon.StatusAsync(default)).State);
        await daemon.DisposeAsync();
    }

    [Theory]
    [InlineData("sockets", 409, "in use by another program")]
    [InlineData("overlays", 503, "could not be made ready for a mesh: overlays: permission denied")]
    [InlineData("names", 503, "names: permission denied")]
    [InlineData("disk node.founds", 0, "the disk is full")]
    [InlineData("disk identity.node", 0, "the disk is full")]
    [InlineData("disk identity.epoch", 0, "the disk is full")]
    [InlineData("disk settled", 0, "the disk is full")]
    [InlineData("actors", 500, "could not be started")]
    [InlineData("guardian", 504, "the node that is starting gave no answer within 0.2 s")]
    [InlineData("gossip", 504, "the mesh's state gave no answer within 0.2 s")]
    public async Task Whichever_step_fails_nothing_is_left_and_the_next_attempt_succeeds(string step, int status, string says)
    {
        _world.Times = new() { Start = Short, Answer = Short };
        FailAt(step);
        NodeDaemon daemon = _world.Start();

        Exception failure = await Record.ExceptionAsync(() => daemon.InitAsync("", default));

        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Equal(status, failure is ControlException refused ? refused.Status : 0);
        await _world.AssertNothingIsLeftAsync(daemon);
        Assert.Equal(typeof(MeshAbsent), (await _world.ToldPluginAsync())[^1]);
        Mend();
        NodeDaemon patient = _world.Start();
        await patient.InitAsync("", default);
        await patient.DisposeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_full_disk_keeps_from_being_erased_is_erased_before_the_next_attempt_or_start(bool restart)
    {
        NodeDaemon daemon = _world.Start();
        _world.Disk.Refuses = write => write.Value is null || (write.Bucket == "identity" && Key(write) == "epoch");
        await Assert.ThrowsAsync<StoreException>(() => daemon.InitAsync("", default));
        Assert.NotEmpty(_world.Disk.Rows);

        Mend();
        if (restart)
        {
            await daemon.DisposeAsync();
            daemon = _world.Start();
            await daemon.ResumeAsync();
            await _world.AssertNothingIsLeftAsync(daemon);
        }

        await daemon.InitAsync("", default);
        Assert.Equal("ready", (await daemon.StatusAsync(default)).State);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_join_that_is_refused_leaves_nothing()
    {
        _world.Node.Answers[typeof(JoinCluster)] = () => new MembershipEvent.JoinFailed(FakeEdges.Own, "no member answers at 192.0.2.20:7946");
        NodeDaemon daemon = _world.Start();

        Assert.Equal(409, (await Fails(daemon.JoinAsync(Join, default), "no member answers at 192.0.2.20:7946")).Status);

        await _world.AssertNothingIsLeftAsync(daemon);
        await daemon.InitAsync("", default);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_join_that_nobody_answers_leaves_nothing()
    {
        _world.Times = new() { Answer = Short };
        _world.Node.Answers[typeof(JoinCluster)] = () => null;
        NodeDaemon daemon = _world.Start();

        Assert.Equal(504, (await Fails(daemon.JoinAsync(Join, default), "the membership gave no answer within 0.2 s")).Status);

        await _world.AssertNothingIsLeftAsync(daemon);
    }

    [Fact]
    public async Task A_join_whose_state_does_not_arrive_is_taken_back_from_the_others_too()
    {
        _world.Times = new() { Sync = Short };
        NotSynced();
        NodeDaemon daemon = _world.Start();

        Assert.Equal(504, (await Fails(daemon.JoinAsync(Join, default), "did not arrive within 0 s, so the join was undone")).Status);

        Assert.Contains(LeaveMesh.Instance, _world.Node.Asked);
        Assert.Contains(LeaveCluster.Instance, _world.Node.Asked);
        await _world.AssertNothingIsLeftAsync(daemon);
    }

    [Fact]
    public async Task A_join_that_cannot_be_taken_back_says_how_the_others_are_told()
    {
        _world.Times = new() { Sync = Short, TakeBack = Short };
        NotSynced();
        _world.Node.Answers[typeof(LeaveMesh)] = () => null;
        NodeDaemon daemon = _world.Start();

        await Fails(daemon.JoinAsync(Join, default), "'meshnet node rm ");

        await _world.AssertNothingIsLeftAsync(daemon);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_join_that_is_interrupted_leaves_nothing(bool afterTheOthersKnow)
    {
        if (afterTheOthersKnow)
        {
            NotSynced();
        }
        else
        {
            _world.Node.Answers[typeof(JoinCluster)] = () => null;
        }

        NodeDaemon daemon = _world.Start();
        using CancellationTokenSource interrupt = new();
        Task<string> joining = daemon.JoinAsync(Join, interrupt.Token);
        await (afterTheOthersKnow ? _world.Node.HeardAsync<GetGossipStatus>() : _world.Node.HeardAsync<JoinCluster>());

        await interrupt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => joining);
        Assert.Equal(afterTheOthersKnow, _world.Node.Asked.Contains(LeaveCluster.Instance));
        await _world.AssertNothingIsLeftAsync(daemon);
        Mend();
        await daemon.InitAsync("", default);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_change_waits_for_the_one_before_it()
    {
        _world.Node.Answers[typeof(GetGossipStatus)] = () => null;
        NodeDaemon daemon = _world.Start();
        using CancellationTokenSource interrupt = new();
        Task<string> first = daemon.InitAsync("", interrupt.Token);
        await _world.Node.HeardAsync<GetGossipStatus>();
        Task<string> second = daemon.JoinAsync(Join, default);
        Assert.DoesNotContain(_world.Node.Asked, asked => asked is JoinCluster);

        Mend();
        await interrupt.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.StartsWith("joined: 1 hosts", await second, StringComparison.Ordinal);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_daemon_that_ends_undoes_what_is_under_way()
    {
        _world.Node.Answers[typeof(GetGossipStatus)] = () => null;
        NodeDaemon daemon = _world.Start();
        Task<string> init = daemon.InitAsync("", default);
        await _world.Node.HeardAsync<GetGossipStatus>();

        await daemon.DisposeAsync();

        Assert.Equal(503, (await Fails(init, "the daemon is stopping")).Status);
        Assert.Empty(_world.Edges.Standing);
        Assert.Empty(_world.Disk.Rows);
    }

    [Fact]
    public async Task A_daemon_that_is_ending_begins_no_change()
    {
        NodeDaemon daemon = _world.Start();
        await daemon.EndChangesAsync();

        Assert.Equal(503, (await Fails(daemon.InitAsync("", default), "the daemon is stopping")).Status);
        await _world.AssertNothingIsLeftAsync(daemon);
    }

    [Theory]
    [InlineData(MemberStatus.Alive, "192.0.2.30:7946", false)]
    [InlineData(MemberStatus.Dead, "192.0.2.30:7946", true)]
    // At the joining host's own address: this machine's former self, whom nobody has missed yet.
    [InlineData(MemberStatus.Alive, "192.0.2.10:7946", true)]
    public async Task What_this_machine_was_before_is_asserted_off_unless_it_answers(MemberStatus status, string address, bool removed)
    {
        Member former = new(new NodeId(2), "former", IPEndPoint.Parse(address), new Incarnation(1, 0), 1, status);
        _world.Node.Answers[typeof(GetMembershipView)] = () => NodeScript.Members(former);
        NodeDaemon daemon = _world.Start();

        string answer = await daemon.JoinAsync(Join with { Replace = "former" }, default);

        Assert.Contains(removed ? "; removed former" : "former (192.0.2.30:7946) answers, so it is not off", answer, StringComparison.Ordinal);
        Assert.Equal(removed, _world.Node.Asked.Any(asked => asked is RemoveNodes { AssertOff: true }));
        Assert.Equal("ready", (await daemon.StatusAsync(default)).State);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_host_that_answers_is_not_asserted_off()
    {
        Member other = new(new NodeId(2), "other", IPEndPoint.Parse("192.0.2.30:7946"), new Incarnation(1, 0), 1, MemberStatus.Alive);
        _world.Node.Answers[typeof(GetMembershipView)] = () => NodeScript.Members(other);
        NodeDaemon daemon = _world.Start();
        await daemon.InitAsync("", default);

        await Fails(daemon.RemoveNodesAsync(new(["other"], AssertOff: true), default), "answers, so it is not off: leave out --assert-off");

        Assert.DoesNotContain(_world.Node.Asked, asked => asked is RemoveNodes);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_status_is_given_while_an_actor_is_stuck_and_names_it()
    {
        _world.Times = new() { Status = TimeSpan.FromSeconds(3) };
        NodeDaemon daemon = _world.Start();
        await daemon.InitAsync("", default);
        _world.Node.Answers[typeof(GetDriverStatus)] = () => null;
        _world.Node.Answers[typeof(GetDockerStatus)] = () => null;

        StatusReport status = await daemon.StatusAsync(default);

        Assert.Equal(("ready", 1, "not known"), (status.State, status.NodesAlive, status.Docker));
        Assert.StartsWith("the driver gave no answer within 3 s: ", status.Problems[0], StringComparison.Ordinal);
        Assert.StartsWith("the watch over docker gave no answer within 3 s: ", status.Problems[1], StringComparison.Ordinal);
        Assert.Equal("two networks clash", status.Problems[2]);
        Assert.Equal((3, 11), (status.Counters["logs"], status.Counters["dns-queries"]));
        Assert.DoesNotContain("kernel-repairs", status.Counters.Keys);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_status_is_given_without_the_gossip_and_says_that_it_does_not_answer()
    {
        _world.Times = new() { Status = TimeSpan.FromSeconds(3) };
        NodeDaemon daemon = _world.Start();
        await daemon.InitAsync("", default);
        foreach (Type question in new[] { typeof(GetGossipStatus), typeof(GetMeshView), typeof(GetEpoch), typeof(GetMembershipView) })
        {
            _world.Node.Answers[question] = () => null;
        }

        StatusReport status = await daemon.StatusAsync(default);

        Assert.Equal("not answering", status.State);
        Assert.Equal(4, status.Problems.Count(problem => problem.Contains("gave no answer", StringComparison.Ordinal)));
        Assert.Equal("version 29.1", status.Docker);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_status_names_an_actor_that_has_ended()
    {
        _world.Times = new() { Status = TimeSpan.FromSeconds(3) };
        _world.Node.Driver = await _world.EndedActorAsync();
        NodeDaemon daemon = _world.Start();
        await daemon.InitAsync("", default);

        StatusReport status = await daemon.StatusAsync(default);

        Assert.Contains(status.Problems, problem => problem.StartsWith("the driver gave no answer", StringComparison.Ordinal));
        Assert.Equal("ready", status.State);
        await daemon.DisposeAsync();
    }

    [Fact]
    public async Task A_refused_record_of_removals_is_no_trouble_of_its_own()
    {
        _world.Node.Answers[typeof(GetEpoch)] = () => new Refused("the disk is full");
        NodeDaemon daemon = _world.Start();
        await daemon.InitAsync("", default);

        Assert.Equal(["two networks clash"], (await daemon.StatusAsync(default)).Problems.AsEnumerable());
        await daemon.DisposeAsync();
    }

    private static async Task<ControlException> Fails(Task<string> command, string says)
    {
        ControlException failure = await Assert.ThrowsAsync<ControlException>(() => command);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        return failure;
    }

    private void NotSynced() => _world.Node.Answers[typeof(GetGossipStatus)] = () => new GossipStatus(false, null, false, 0, 0, 0, null, []);

    private void FailAt(string step)
    {
        switch (step)
        {
            case "actors":
                _world.Node.FailsToStart = true;
                break;
            case "guardian":
                _world.Node.Answers[typeof(GetMeshNodeParts)] = () => null;
                break;
            case "gossip":
                _world.Node.Answers[typeof(GetGossipStatus)] = () => null;
                break;
            case "disk settled":
                // The mark goes alone when all is well, and with all the rest when all is undone.
                _world.Disk.RefusesAlone = write => write.Value is null;
                break;
            case string row when row.StartsWith("disk ", StringComparison.Ordinal):
                _world.Disk.Refuses = write => write.Value is not null && $"disk {write.Bucket}.{Key(write)}" == row;
                break;
            default:
                _world.Edges.FailsAt = step;
                break;
        }
    }

    private void Mend()
    {
        _world.Edges.FailsAt = "";
        _world.Disk.Refuses = _ => false;
        _world.Disk.RefusesAlone = _ => false;
        _world.Node.FailsToStart = false;
        _world.Node.Answers.Clear();
        _world.Times = new();
    }

    private static string Key(Protocol.StoreWrite write) => System.Text.Encoding.UTF8.GetString(write.Key);
}
