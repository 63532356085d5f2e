using MeshNet.Actors.Names;
using MeshNet.Protocol.Names;
using static MeshNet.Actors.Tests.Names.NameViews;

namespace MeshNet.Actors.Tests.Names;

public sealed class NamesActorTests : ActorTestKit
{
    private const string Path = "/var/run/docker/netns/0123456789ab";

    private static readonly NetworkView DemoView = Network(Demo, "demo", "web", 5);

    private readonly FakeNameServers _servers = new();
    private readonly FakeSandboxMemory _memory = new();
    private readonly IActorRef _names;

    public NamesActorTests()
    {
        _names = Sys.ActorOf(NamesActor.Props(_servers, _memory, ActorRefs.Nobody), "names");
        RunUntilIdle();
    }

    [Fact]
    public void A_sandbox_is_served_from_the_first_view_on_and_acknowledged_once_it_is()
    {
        Serve(1);
        Assert.Empty(_servers.Starts);

        Publish(View(1, DemoView));
        Assert.Equal(new NameSandbox(Path, EngineResolver: true, ResolverFile: null), _servers.Last.Sandbox);
        ExpectNoMsg(TimeSpan.Zero);

        Do(_servers.Last.Succeed);
        ExpectMsg<Acknowledged>();
        Assert.Equal(5u, _servers.Last.Server.Find("web"));
    }

    [Fact]
    public void Each_change_of_its_networks_reaches_the_server_at_once()
    {
        FakeNameServer server = Served(1);

        Publish(View(2, Network(Demo, "demo", "web", 6)));

        Assert.Equal(6u, server.Find("web"));
    }

    [Fact]
    public void A_change_between_start_and_success_is_not_lost()
    {
        Publish(View(1, DemoView));
        Serve(1);
        Publish(View(2, Network(Demo, "demo", "web", 6)));

        Do(_servers.Last.Succeed);
        ExpectMsg<Acknowledged>();

        Assert.Equal(6u, _servers.Last.Server.Find("web"));
    }

    [Fact]
    public void An_older_view_changes_nothing()
    {
        FakeNameServer server = Served(1);
        Publish(View(3, Network(Demo, "demo", "web", 6)));

        Publish(View(2, DemoView));

        Assert.Equal(6u, server.Find("web"));
    }

    [Fact]
    public void A_table_is_left_alone_while_its_networks_do_not_change()
    {
        FakeNameServer server = Served(1);
        NameTable table = server.Table;

        Publish(View(2, DemoView, Network(Other, "other", "db", 7)));

        Assert.Same(table, server.Table);
    }

    [Fact]
    public void Several_networks_of_a_sandbox_have_one_server()
    {
        FakeNameServer server = Served(1);
        Publish(View(2, DemoView, Network(Other, "other", "db", 7)));

        Serve(2, Other);
        ExpectMsg<Acknowledged>();
        Assert.Single(_servers.Starts);
        Assert.Equal(5u, server.Find("web"));
        Assert.Equal(7u, server.Find("db"));

        Release(1);
        ExpectMsg<Acknowledged>();
        Assert.Equal(0u, server.Find("web"));
        Assert.Equal(7u, server.Find("db"));
        Assert.False(server.IsStopped);
    }

    [Fact]
    public void Asking_again_changes_nothing()
    {
        Served(1);

        Serve(1);

        ExpectMsg<Acknowledged>();
        Assert.Single(_servers.Starts);
    }

    [Fact]
    public void The_last_endpoint_s_release_stops_the_server_and_is_acknowledged_once_it_has()
    {
        FakeNameServer server = Served(1);

        Release(1);
        Assert.True(server.IsStopped);
        ExpectNoMsg(TimeSpan.Zero);

        Do(server.Stopping.SetResult);
        ExpectMsg<Acknowledged>();
        Assert.Empty(Status().Sandboxes);
    }

    [Fact]
    public void An_endpoint_that_is_not_served_is_released_at_once()
    {
        Release(1);

        ExpectMsg<Acknowledged>();
    }

    [Fact]
    public void A_release_while_the_sandbox_is_awaited_gives_the_start_up()
    {
        Publish(View(1, DemoView));
        Serve(1);

        Release(1);

        Assert.True(_servers.Last.IsGivenUp);
        ExpectMsg<Acknowledged>();
        ExpectMsg<Refused>();
        Assert.Empty(Status().Sandboxes);
    }

    [Fact]
    public void A_sandbox_that_is_wanted_again_while_it_stops_is_started_again_after_that()
    {
        FakeNameServer first = Served(1);
        Release(1);
        Serve(1);
        Assert.Single(_servers.Starts);

        Do(first.Stopping.SetResult);
        ExpectMsg<Acknowledged>();
        Assert.Equal(2, _servers.Starts.Count);

        Do(_servers.Last.Succeed);
        ExpectMsg<Acknowledged>();
        Assert.Equal(SandboxState.Serving, Assert.Single(Status().Sandboxes).State);
    }

    [Fact]
    public void A_failure_is_told_shown_and_tried_again()
    {
        Publish(View(1, DemoView));
        Serve(1);

        Do(() => _servers.Last.Fail(new IOException("no room")));
        ExpectMsg<Refused>(refused => Assert.Equal("no room", refused.Reason));
        SandboxStatus status = Assert.Single(Status().Sandboxes);
        Assert.Equal((SandboxState.Waiting, "no room"), (status.State, status.Trouble));
        Publish(View(2, DemoView));
        Assert.Single(_servers.Starts);

        Advance(NamesActor.RetryPause);
        Assert.Equal(2, _servers.Starts.Count);
        Do(_servers.Last.Succeed);
        RunUntilIdle();
        Assert.Null(Assert.Single(Status().Sandboxes).Trouble);
    }

    [Fact]
    public void Somebody_who_asks_anew_does_not_wait_for_the_pause()
    {
        Publish(View(1, DemoView));
        Serve(1);
        Do(() => _servers.Last.Fail(new IOException("no room")));
        ExpectMsg<Refused>();

        Serve(1);

        Assert.Equal(2, _servers.Starts.Count);
    }

    [Fact]
    public void A_sandbox_that_never_came_is_forgotten()
    {
        Publish(View(1, DemoView));
        Serve(1);

        Do(() => _servers.Last.Fail(new SandboxGoneException("nothing appeared")));

        ExpectMsg<Refused>(refused => Assert.Equal("nothing appeared", refused.Reason));
        Assert.Empty(Status().Sandboxes);
        Advance(NamesActor.RetryPause);
        Assert.Single(_servers.Starts);
    }

    [Fact]
    public void A_sandbox_that_has_gone_is_forgotten()
    {
        FakeNameServer served = Served(1);
        Do(() => served.End());
        RunUntilIdle();

        Assert.Empty(Status().Sandboxes);
    }

    [Fact]
    public void A_server_that_fails_is_replaced_after_a_pause()
    {
        FakeNameServer served = Served(1);
        Do(() => served.End(new IOException("broken")));
        RunUntilIdle();
        Assert.Equal("broken", Assert.Single(Status().Sandboxes).Trouble);

        Advance(NamesActor.RetryPause);

        Assert.Equal(2, _servers.Starts.Count);
    }

    [Fact]
    public void A_sandbox_that_gets_docker_s_resolver_later_is_served_anew_with_it()
    {
        Publish(View(1, DemoView));
        _names.Tell(new ServeSandbox(new EndpointId(1), Demo, Path, EngineResolver: false, "/resolv.conf"), TestActor);
        RunUntilIdle();
        FakeNameServer first = _servers.Last.Server;
        Do(_servers.Last.Succeed);
        ExpectMsg<Acknowledged>();

        Serve(2);
        Assert.True(first.IsStopped);
        Do(first.Stopping.SetResult);
        RunUntilIdle();

        Assert.Equal(new NameSandbox(Path, EngineResolver: true, "/resolv.conf"), _servers.Last.Sandbox);
        Do(_servers.Last.Succeed);
        ExpectMsg<Acknowledged>();
    }

    [Fact]
    public void An_endpoint_that_moved_to_another_sandbox_leaves_the_first()
    {
        FakeNameServer first = Served(1);

        _names.Tell(new ServeSandbox(new EndpointId(1), Demo, "/proc/7/ns/net", EngineResolver: true), TestActor);
        RunUntilIdle();

        Assert.True(first.IsStopped);
        Assert.Equal("/proc/7/ns/net", _servers.Last.Sandbox.Path);
    }

    [Fact]
    public void Requests_without_end_for_a_server_that_does_not_come_are_refused()
    {
        for (int i = 0; i < NamesActor.RequestsPerSandboxMax; i++)
        {
            Serve(1);
        }

        ExpectNoMsg(TimeSpan.Zero);

        Serve(1);

        ExpectMsg<Refused>();
    }

    [Fact]
    public void The_status_shows_counts_networks_and_what_is_wrong()
    {
        FakeNameServer server = Served(1);
        _servers.Counts = new NameCounts(5, 4, 3, 2, 1);
        server.Trouble = "its loopback is down";
        server.Repairs = 2;

        NamesStatus status = Status();

        Assert.Equal(new NameCounts(5, 4, 3, 2, 1), status.Counts);
        SandboxStatus sandbox = Assert.Single(status.Sandboxes);
        Assert.Equal((Path, SandboxState.Serving, "its loopback is down", 2),
            (sandbox.Path, sandbox.State, sandbox.Trouble, sandbox.Repairs));
        Assert.Equal(Demo, Assert.Single(sandbox.Networks));
    }

    [Fact]
    public void When_the_actor_stops_the_sandboxes_are_left_to_docker()
    {
        FakeNameServer server = Served(1);

        Sys.Stop(_names);
        RunUntilIdle();

        Assert.True(server.IsStopped);
    }

    [Fact]
    public async Task A_start_that_succeeds_after_the_actor_has_stopped_is_given_back()
    {
        _servers.CanBeGivenUp = false;
        Publish(View(1, DemoView));
        Serve(1);

        Sys.Stop(_names);
        RunUntilIdle();
        Do(_servers.Last.Succeed);

        await _servers.Last.Server.Disposed.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_former_life_began_does_not_reach_the_present_one(bool succeeds)
    {
        _servers.CanBeGivenUp = false;
        Publish(View(1, DemoView));
        Serve(9);
        FakeNameServers.Start former = _servers.Last;
        FailOnce();
        Publish(View(2, DemoView));
        Assert.Equal(SandboxState.Starting, Assert.Single(Status().Sandboxes).State);
        FakeNameServers.Start present = _servers.Last;
        Assert.NotSame(former, present);

        Do(() =>
        {
            if (succeeds)
            {
                former.Succeed();
            }
            else
            {
                former.Fail(new IOException("no room"));
            }
        });

        if (succeeds)
        {
            await former.Server.Disposed.WaitAsync(TimeSpan.FromSeconds(30));
        }

        SandboxStatus status = Assert.Single(Status().Sandboxes);
        Assert.Equal((SandboxState.Starting, (string?)null), (status.State, status.Trouble));
        Do(present.Succeed);
        Assert.Equal(SandboxState.Serving, Assert.Single(Status().Sandboxes).State);
        Assert.Equal((2, false), (_memory.Reads, present.Server.IsStopped));
    }

    [Fact]
    public void The_end_of_a_former_life_s_server_does_not_restart_the_present_one()
    {
        FakeNameServer former = Served(1);
        FailOnce();
        Assert.True(former.IsStopped);

        Do(former.Stopping.SetResult);
        Do(() => former.End(new IOException("broken")));

        Assert.Equal(2, _memory.Reads);
    }

    /// <summary>The actor fails over a request, and starts anew.</summary>
    private void FailOnce()
    {
        _memory.Defect = new InvalidOperationException("a defect");
        Serve(2);
    }

    private FakeNameServer Served(uint endpoint)
    {
        Publish(View(1, DemoView));
        Serve(endpoint);
        Do(_servers.Last.Succeed);
        ExpectMsg<Acknowledged>();
        return _servers.Last.Server;
    }

    private void Serve(uint endpoint, NetworkId? network = null)
    {
        _names.Tell(new ServeSandbox(new EndpointId(endpoint), network ?? Demo, Path, EngineResolver: true), TestActor);
        RunUntilIdle();
    }

    private void Release(uint endpoint)
    {
        _names.Tell(new ReleaseSandbox(new EndpointId(endpoint)), TestActor);
        RunUntilIdle();
    }

    private void Publish(MeshView view)
    {
        Sys.EventStream.Publish(view);
        RunUntilIdle();
    }

    private NamesStatus Status()
    {
        _names.Tell(GetNamesStatus.Instance, TestActor);
        return ExpectMsg<NamesStatus>();
    }
}
