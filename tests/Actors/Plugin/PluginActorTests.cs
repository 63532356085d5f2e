using MeshNet.Actors.DockerEvents.Labels;
using MeshNet.Actors.Plugin;
using MeshNet.Actors.Tests.DockerEvents;

namespace MeshNet.Actors.Tests.Plugin;

public sealed class PluginActorTests : EngineTestKit
{
    private static readonly NetworkId Demo = Mesh.Net(7);
    private static readonly string EngineDemo = Mesh.EngineId('a');
    private static readonly string EngineEndpoint = Mesh.EngineId('e');
    private static readonly EndpointId Endpoint = EndpointId.Parse(EngineEndpoint);
    private static readonly string Web = Mesh.EngineId('c');
    private static readonly JoinSandbox Join = new(EngineDemo, Endpoint, EngineEndpoint, "/var/run/docker/netns/1", [new("tcp", null, 8080, 80)]);

    private IActorRef _plugin = ActorRefs.Nobody;

    [Fact]
    public void Calls_wait_until_it_is_known_whether_this_host_is_in_a_mesh()
    {
        Make();
        Ask(new ReleasePool("pool"));
        ExpectNoMsg(TimeSpan.FromSeconds(5));
        Enter();
        ExpectMsg(Acknowledged.Instance);
        Assert.Equal([new ReleasePool("pool")], Asked);
    }

    [Fact]
    public void After_a_failure_it_is_still_in_the_mesh()
    {
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo);
        MakeInside();
        Fail();

        Ask(new ReleasePool("pool"));

        ExpectMsg(Acknowledged.Instance);
        Assert.Contains(new ReleasePool("pool"), Asked);
    }

    [Fact]
    public void What_it_is_told_after_a_failure_counts()
    {
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo);
        MakeInside();
        Fail();
        Do(() => _plugin.Tell(MeshAbsent.Instance));
        Ask(Join);

        Assert.Equal(PluginActor.NotInMesh, ExpectMsg<Refused>().Reason);
    }

    [Fact]
    public void Only_so_many_calls_wait()
    {
        Make(new() { WaitingMax = 1 });
        Ask(new ReleasePool("one"));
        Ask(new ReleasePool("two"));
        Assert.Contains("try again", ExpectMsg<Refused>().Reason, StringComparison.Ordinal);
        Enter();
        ExpectMsg(Acknowledged.Instance);
    }

    [Fact]
    public void Outside_of_a_mesh_whatever_asks_for_something_is_refused_with_what_to_do()
    {
        Make();
        _plugin.Tell(MeshAbsent.Instance);
        object[] asking =
        [
            new RequestPool("", "", Mesh.NoText, false),
            new RequestAddress("pool", null, false),
            new BindNetwork(EngineDemo, new Block(0x0A320000, 24), 0x0A320001, false, Mesh.NoText),
            new BindAddress(EngineDemo, Endpoint, 0x0A320002, null),
            Join,
        ];
        foreach (object call in asking)
        {
            Ask(call);
            Assert.Equal("this host is not in a mesh: run 'meshnet init' or 'meshnet join'", ExpectMsg<Refused>().Reason);
        }
        Assert.Empty(Asked);
    }

    [Fact]
    public void Outside_of_a_mesh_whatever_gives_something_back_succeeds()
    {
        Make();
        _plugin.Tell(MeshAbsent.Instance);
        object[] giving =
        [
            new ReleasePool("pool"), new ReleaseAddress("pool", 1), new UnbindNetwork(EngineDemo), new LeaveSandbox(EngineDemo, Endpoint),
            new DeleteEndpoint(Endpoint),
        ];
        foreach (object call in giving)
        {
            Ask(call);
            ExpectMsg(Acknowledged.Instance);
        }
        Assert.Empty(Asked);
    }

    [Fact]
    public void A_host_may_enter_and_leave_a_mesh()
    {
        Make();
        Enter();
        Ask(new RequestAddress("pool", null, false));
        ExpectMsg(Acknowledged.Instance);
        _plugin.Tell(MeshAbsent.Instance);
        Ask(new RequestAddress("pool", null, false));
        ExpectMsg<Refused>();
        Enter();
        Ask(new RequestAddress("pool", null, false));
        ExpectMsg(Acknowledged.Instance);
    }

    [Fact]
    public void A_join_finds_the_name_replicates_the_endpoint_makes_the_veth_and_answers_before_the_names_are_served()
    {
        MakeInside();
        Attach(containerId: Web);
        Answers[typeof(ServeSandbox)] = _ => null;
        Ask(Join);
        Assert.Equal(new SandboxJoined("mn1", false), ExpectMsg<SandboxJoined>());
        Assert.Equal(
            [
                new JoinEndpoint(Endpoint, "web", Web),
                new PrepareLink(Demo, new(Endpoint, 0x0A320002, MacAddress.Zero)),
                new ServeSandbox(Endpoint, Demo, "/var/run/docker/netns/1", true),
            ],
            Asked);
        Assert.DoesNotContain(Engine.Calls, call => call.StartsWith("inspect", StringComparison.Ordinal));
    }

    [Fact]
    public void A_container_that_the_network_lists_without_its_id_is_looked_up_by_name()
    {
        MakeInside();
        Attach(containerId: "");
        Engine.Containers.Add(Mesh.Container('c', "web", running: false, mode: "demo"));
        Ask(Join);
        ExpectMsg<SandboxJoined>();
        Assert.Equal(new JoinEndpoint(Endpoint, "web", Web), Questions<JoinEndpoint>().Single());
    }

    [Fact]
    public void A_name_that_does_not_come_in_time_does_not_hold_the_join_up()
    {
        MakeInside();
        Attach(containerId: Web);
        Engine.Hold("network a");
        Ask(Join);
        ExpectNoMsg(TimeSpan.FromMilliseconds(499));
        ExpectMsg<SandboxJoined>(TimeSpan.FromMilliseconds(2));
        Assert.Equal(new JoinEndpoint(Endpoint, "", ""), Questions<JoinEndpoint>().Single());
        Do(() => Engine.Release("network a"));
    }

    [Fact]
    public void An_engine_that_refuses_the_look_up_does_not_hold_the_join_up()
    {
        MakeInside();
        Engine.Refusals["network a"] = "server misbehaving";
        Ask(Join);
        ExpectMsg<SandboxJoined>();
        Assert.Equal(new JoinEndpoint(Endpoint, "", ""), Questions<JoinEndpoint>().Single());
    }

    [Fact]
    public void A_taken_name_is_refused_in_the_meshs_words_and_nothing_is_made()
    {
        MakeInside();
        Attach(containerId: Web);
        Answers[typeof(JoinEndpoint)] = _ => new Refused("endpoint with name web already exists in network demo");
        Ask(Join);
        Assert.Equal("endpoint with name web already exists in network demo", ExpectMsg<Refused>().Reason);
        Assert.Empty(Questions<PrepareLink>());
    }

    [Fact]
    public void A_name_that_a_dead_endpoint_of_this_host_holds_is_freed_first()
    {
        // The plugin was away when the container stopped: the engine has forgotten the endpoint, and the mesh was never told.
        EndpointId dead = new(99);
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo).WithEndpoint(Demo, dead, Web, "web");
        MakeInside();
        Attach(containerId: Web);
        Answers[typeof(JoinEndpoint)] = _ => Questions<DeleteEndpoint>().Length == 0
            ? new Refused("endpoint with name web already exists in network demo")
            : new EndpointBound(Demo, Endpoint, 0x0A320002, MacAddress.Zero);
        Ask(Join);
        ExpectMsg<SandboxJoined>();
        Assert.Contains(new DeleteEndpoint(dead), Asked);
        Assert.Contains(new RemoveLink(Demo, dead), Asked);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_name_that_a_living_endpoint_holds_is_left_to_it(bool far, bool labelled)
    {
        EndpointId living = labelled ? LabelEndpoint.Of(Web, "demo") : new EndpointId(99);
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo)
            .WithEndpoint(Demo, living, Web, "web", far ? Mesh.Other : Mesh.Self);
        MakeInside();
        Attach(containerId: Web);
        Answers[typeof(JoinEndpoint)] = _ => new Refused("endpoint with name web already exists in network demo");
        Ask(Join);
        ExpectMsg<Refused>();
        Assert.Empty(Questions<DeleteEndpoint>());
    }

    [Fact]
    public void A_name_that_an_endpoint_holds_which_the_engine_lists_is_left_to_it()
    {
        EndpointId listed = EndpointId.Parse(Mesh.EngineId('d'));
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo).WithEndpoint(Demo, listed, Web, "web");
        MakeInside();
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo") with
        {
            Attachments = [new(EngineEndpoint, Web, "web", "10.50.0.2"), new(Mesh.EngineId('d'), Web, "web", "10.50.0.3")],
        });
        Answers[typeof(JoinEndpoint)] = _ => new Refused("endpoint with name web already exists in network demo");
        Ask(Join);
        ExpectMsg<Refused>();
        Assert.Empty(Questions<DeleteEndpoint>());
    }

    [Fact]
    public void A_veth_that_cannot_be_made_is_refused_in_the_drivers_words()
    {
        MakeInside();
        Answers[typeof(PrepareLink)] = _ => new Refused("the endpoint's interface could not be made on this host: no buffer space");
        Ask(Join);
        Assert.Contains("no buffer space", ExpectMsg<Refused>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_actor_that_never_answers_ends_the_join_with_its_name()
    {
        MakeInside();
        Answers[typeof(PrepareLink)] = _ => null;
        Ask(Join);
        Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("no answer from driver within 9 s: see 'meshnet status' and the daemon's log", ExpectMsg<Refused>().Reason);
    }

    [Fact]
    public void A_join_that_docker_repeats_meets_the_same_answer()
    {
        MakeInside();
        Attach(containerId: Web);
        Ask(Join);
        Ask(Join);
        ExpectMsg(new SandboxJoined("mn1", false));
        ExpectMsg(new SandboxJoined("mn1", false));
    }

    [Fact]
    public void Only_so_many_joins_are_under_way()
    {
        MakeInside(new() { JoinsMax = 1 });
        Answers[typeof(JoinEndpoint)] = _ => null;
        Ask(Join);
        Ask(Join);
        Assert.Contains("try again", ExpectMsg<Refused>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void With_our_own_gateway_docker_adds_none_and_ours_follows_when_the_process_is_there()
    {
        MakeInside(new() { OwnGateway = true });
        Attach(containerId: Web);
        Engine.Processes[Web] = 41;
        Engine.Hold("process c");
        Ask(Join);
        ExpectMsg(new SandboxJoined("mn1", true));
        Assert.Empty(Questions<ConnectEgress>());
        Do(() => Engine.Release("process c"));
        ConnectEgress egress = Questions<ConnectEgress>().Single();
        Assert.Equal((Endpoint, Web, 41, 8080), (egress.Endpoint, egress.ContainerId, egress.ProcessId, egress.Ports.Single().HostPort));
    }

    [Fact]
    public void A_removal_that_is_refused_is_also_said_where_docker_does_not_hide_it()
    {
        Start();
        MakeInside();
        Answers[typeof(UnbindNetwork)] = _ => new Refused("network demo has active endpoints: web on node2");
        Ask(new UnbindNetwork(EngineDemo));
        Assert.Equal("network demo has active endpoints: web on node2", ExpectMsg<Refused>().Reason);
        Assert.EndsWith(": network demo has active endpoints: web on node2", Assert.Single(Status.Notices), StringComparison.Ordinal);

        Answers.Clear();
        Ask(new UnbindNetwork(EngineDemo));
        ExpectMsg(Acknowledged.Instance);
    }

    [Fact]
    public void Leaving_is_answered_at_once_and_takes_down_what_there_is()
    {
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo);
        MakeInside(new() { OwnGateway = true });
        Ask(new LeaveSandbox(EngineDemo, Endpoint));
        ExpectMsg(Acknowledged.Instance);
        RunUntilIdle();
        Assert.Equivalent(
            new object[] { new ReleaseSandbox(Endpoint), new DisconnectEgress(Endpoint), new RemoveLink(Demo, Endpoint) }, Asked, strict: true);
    }

    [Fact]
    public void Leaving_a_network_that_is_bound_no_more_still_ends_the_names()
    {
        MakeInside();
        Ask(new LeaveSandbox(EngineDemo, Endpoint));
        ExpectMsg(Acknowledged.Instance);
        RunUntilIdle();
        Assert.Equal([new ReleaseSandbox(Endpoint)], Asked);
    }

    private void Make(PluginOptions? options = null)
    {
        _plugin = Sys.ActorOf(Made.By(() => new PluginActor(Engine, Engine, options ?? new())), "plugin");
        RunUntilIdle();
    }

    private void MakeInside(PluginOptions? options = null)
    {
        Make(options);
        Enter();
    }

    /// <summary>A call that no engine makes meets a defect: a network without an id.</summary>
    private void Fail() => ExpectFailure<ArgumentNullException>(() => Ask(new LeaveSandbox(null!, Endpoint)));

    private void Enter() => Do(() => _plugin.Tell(new MeshEntered(Actors), TestActor));

    private void Ask(object call) => Do(() => _plugin.Tell(call, TestActor));

    private void Attach(string containerId) =>
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo") with { Attachments = [new(EngineEndpoint, containerId, "web", "10.50.0.2")] });
}
