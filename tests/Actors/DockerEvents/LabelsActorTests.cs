using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.DockerEvents.Labels;

namespace MeshNet.Actors.Tests.DockerEvents;

public sealed class LabelsActorTests : EngineTestKit
{
    private static readonly NetworkId Demo = Mesh.Net(7);
    private static readonly string Web = Mesh.EngineId('c');
    private static readonly EndpointId Endpoint = LabelEndpoint.Of(Web, "demo");
    private static readonly EngineContainer Created = Mesh.Container(
        'c', "web", running: false, labels: [("meshnet.network", "demo"), ("meshnet.aliases", "www"), ("meshnet.ip", "10.50.0.2")]);

    private static readonly EngineContainer Running = Created with { Running = true };

    public LabelsActorTests() => View = Mesh.Empty.With(Mesh.Network(Demo, "demo"));

    [Fact]
    public void A_starting_container_is_attached_before_the_engine_tells_its_process()
    {
        Start();
        Starting(process: 41);
        Engine.Hold($"inspect {Web[0]}");
        Do(() => Engine.Emit(EngineEventKind.NetworkConnected, Mesh.EngineId('0'), "null", Web));

        AttachContainer attach = Assert.Single(Questions<AttachContainer>());
        Assert.Equal(("demo", Endpoint, "web", Web, 0x0A320002u), (attach.NetworkName, attach.Endpoint, attach.Name, attach.ContainerId, attach.Address));
        Assert.Equal(["www", "cccccccccccc"], attach.Aliases.AsEnumerable());
        Assert.Equal(
            [
                new AttachLink(Demo, new(Endpoint, 0x0A320002, MacAddress.Zero), 41),
                new ConnectEgress(Endpoint, Web, 41, []),
                new ServeSandbox(Endpoint, Demo, "/proc/41/ns/net", false, $"/var/lib/docker/containers/{Web}/resolv.conf"),
            ],
            Asked.SkipWhile(question => question is not AttachLink));
    }

    [Fact]
    public void The_ports_follow_with_the_engines_word()
    {
        Start();
        Starting(process: 41);
        Engine.Details[Web] = Mesh.Details('c', "web", 41) with { Ports = [new("80/tcp", "", "8080")] };
        Connect();

        ConnectEgress[] egress = Questions<ConnectEgress>();
        Assert.Equal(2, egress.Length);
        Assert.Empty(egress[0].Ports);
        Assert.Equal(new PublishedPort("tcp", null, 8080, 80), Assert.Single(egress[1].Ports));
        Assert.Equal(("web", "demo", "10.50.0.2", "attached", ""), Line());
    }

    [Fact]
    public void Where_no_process_is_found_early_the_engine_is_asked()
    {
        Start();
        Starting(process: 0);
        Engine.Details[Web] = Mesh.Details('c', "web", 77) with { ResolverFile = "/elsewhere/resolv.conf" };
        Connect();
        Assert.Equal(77, Assert.Single(Questions<AttachLink>()).ProcessId);
        Assert.Equal("/elsewhere/resolv.conf", Assert.Single(Questions<ServeSandbox>()).ResolverFile);
    }

    [Fact]
    public void A_process_that_was_gone_again_is_replaced_by_the_engines()
    {
        Answers[typeof(AttachLink)] = question => ((AttachLink)question).ProcessId == 41
            ? new Refused("the container's process 41 is gone")
            : new LinkReady(Endpoint, "mn1");
        Start();
        Starting(process: 41);
        Engine.Details[Web] = Mesh.Details('c', "web", 42);
        Connect();
        Assert.Equal([41, 42], Questions<AttachLink>().Select(attach => attach.ProcessId));
        Assert.Equal("attached", Line().State);
    }

    [Fact]
    public void A_container_without_the_label_is_left_alone()
    {
        Start();
        Engine.Containers.Add(Mesh.Container('c', "web"));
        Connect();
        Do(() => Engine.Emit(EngineEventKind.ContainerStarted, containerId: Web));
        Assert.Empty(Questions<AttachContainer>());
        Assert.Empty(Status.Containers);
    }

    [Fact]
    public void A_label_that_cannot_be_followed_is_said_and_nothing_is_done()
    {
        Start();
        Engine.Containers.Add(Mesh.Container('c', "web", mode: "bridge", labels: [("meshnet.network", "demo")]));
        Do(() => Engine.Emit(EngineEventKind.ContainerStarted, containerId: Web));
        Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(Questions<AttachContainer>());
        Assert.Equal("failed", Line().State);
        Assert.Contains("start it with --network none", Assert.Single(Status.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void When_it_ends_everything_is_released_in_reverse()
    {
        Attached();
        Asked.Clear();
        Do(() => Engine.Emit(EngineEventKind.ContainerDied, containerId: Web));
        Assert.Equal(
            [new ReleaseSandbox(Endpoint), new DisconnectEgress(Endpoint), new RemoveLink(Demo, Endpoint), new DeleteEndpoint(Endpoint)],
            Asked);
        Assert.Empty(Status.Containers);
    }

    [Fact]
    public void A_part_that_cannot_be_released_keeps_nothing_else()
    {
        Attached();
        Asked.Clear();
        Answers[typeof(DisconnectEgress)] = _ => new Refused("no such device");
        Answers[typeof(ReleaseSandbox)] = _ => null;
        Do(() => Engine.Emit(EngineEventKind.ContainerDied, containerId: Web));
        Advance(TimeSpan.FromSeconds(11));
        Assert.Contains(new DeleteEndpoint(Endpoint), Asked);
        Assert.Empty(Status.Containers);
    }

    [Fact]
    public void A_restart_is_attached_only_after_the_release()
    {
        Attached();
        Asked.Clear();
        Answers[typeof(DeleteEndpoint)] = _ => null;
        Engine.Emit(EngineEventKind.ContainerDied, containerId: Web);
        Connect();
        Assert.Empty(Questions<AttachContainer>());
        Advance(TimeSpan.FromSeconds(11));
        Assert.Single(Questions<AttachContainer>());
        Assert.Equal("attached", Line().State);
    }

    [Fact]
    public void A_start_whose_end_was_missed_releases_first()
    {
        Attached();
        Asked.Clear();
        Connect();
        Assert.Equal(
            [typeof(DeleteEndpoint), typeof(AttachContainer)],
            Asked.Where(question => question is DeleteEndpoint or AttachContainer).Select(question => question.GetType()));
    }

    [Fact]
    public void An_end_in_the_middle_of_attaching_takes_back_what_was_made()
    {
        Start();
        Starting(process: 41);
        Answers[typeof(ConnectEgress)] = _ => null;
        Connect();
        Assert.Equal("attaching", Line().State);
        Do(() => Engine.Emit(EngineEventKind.ContainerDied, containerId: Web));
        Assert.Contains(new DeleteEndpoint(Endpoint), Asked);
        Assert.Empty(Status.Containers);
    }

    [Fact]
    public void A_network_that_comes_later_is_joined_when_it_comes()
    {
        View = Mesh.Empty;
        Answers[typeof(AttachContainer)] = _ => new Refused("network demo not found: see 'meshnet network ls'");
        Start();
        Starting(process: 41);
        Engine.Details[Web] = Mesh.Details('c', "web", 41);
        Connect();
        Assert.Equal(
            ("failed", "container web: network demo not found: see 'meshnet network ls'"), (Line().State, Line().Error));

        Answers.Clear();
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        Assert.Equal("attached", Line().State);
    }

    [Fact]
    public void What_is_refused_is_tried_again_more_and_more_rarely()
    {
        Answers[typeof(AttachContainer)] = _ => new Refused("network demo is full");
        Start(new() { Again = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)) });
        Starting(process: 41);
        Connect();
        Advance(TimeSpan.FromSeconds(16));
        // At 0, 1, 3, 7 and 15 seconds.
        Assert.Equal(5, Questions<AttachContainer>().Length);
        Assert.Single(Status.Notices);
    }

    [Fact]
    public void A_way_out_that_cannot_be_had_leaves_the_overlay_and_is_tried_again()
    {
        Answers[typeof(ConnectEgress)] = _ => new Refused("port 8080 is taken by container shop");
        Start();
        Starting(process: 41);
        Engine.Details[Web] = Mesh.Details('c', "web", 41);
        Connect();
        Assert.Single(Questions<ServeSandbox>());
        Assert.Equal("container web: port 8080 is taken by container shop", Line().Error);

        Answers.Clear();
        Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(("attached", ""), (Line().State, Line().Error));
    }

    [Fact]
    public void Running_containers_are_adopted_when_the_daemon_starts()
    {
        Engine.Containers.Add(Running);
        Engine.Details[Web] = Mesh.Details('c', "web", 41) with { Ports = [new("80/tcp", "", "8080")] };
        Start();
        Assert.Single(Questions<AttachContainer>());
        Assert.Equal(41, Assert.Single(Questions<AttachLink>()).ProcessId);
        Assert.Equal(8080, Assert.Single(Assert.Single(Questions<ConnectEgress>()).Ports).HostPort);
        Assert.Equal("attached", Line().State);
        Assert.DoesNotContain(Engine.Calls, call => call.StartsWith("process", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_break_of_the_engine_containers_are_attached_anew_and_those_that_ended_released()
    {
        Attached();
        string other = Mesh.EngineId('d');
        Engine.Containers.Add(Mesh.Container('d', "shop", labels: [("meshnet.network", "demo")]));
        Engine.Details[other] = Mesh.Details('d', "shop", 50);
        Do(() => Engine.Emit(EngineEventKind.ContainerStarted, containerId: other));
        Advance(TimeSpan.FromSeconds(20));
        Asked.Clear();

        Do(Engine.Die);
        Engine.Containers.RemoveAll(container => container.Id == Web);
        Engine.Containers.Add(Created);
        Engine.Away = false;
        Advance(TimeSpan.FromSeconds(1));

        Assert.Contains(new DeleteEndpoint(Endpoint), Asked);
        Assert.Equal(other, Assert.Single(Questions<AttachContainer>()).ContainerId);
        Assert.Equal(("shop", "attached"), (Line().Container, Line().State));
    }

    [Fact]
    public void What_a_stopped_container_left_in_the_mesh_is_released_when_the_daemon_starts()
    {
        Engine.Containers.Add(Created);
        View = View.WithEndpoint(Demo, Endpoint, Web, "web");
        Start();
        Assert.Contains(new DeleteEndpoint(Endpoint), Asked);
        Assert.Empty(Status.Containers);
    }

    [Fact]
    public void A_list_from_before_the_start_does_not_end_a_container_that_is_starting()
    {
        Start();
        Starting(process: 41);
        Answers[typeof(AttachLink)] = _ => null;
        Connect();
        Do(() => Events.Tell(MeshNet.Actors.DockerEvents.ListingWanted.Instance, TestActor));
        Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(Questions<DeleteEndpoint>());
        Assert.Contains(Endpoint, Questions<ReconcileEngine>()[^1].Endpoints);
    }

    [Fact]
    public void Only_so_many_containers_are_adopted_at_once()
    {
        foreach (char id in "bcdef")
        {
            Engine.Containers.Add(Mesh.Container(id, $"web-{id}", labels: [("meshnet.network", "demo")]));
            Engine.Details[Mesh.EngineId(id)] = Mesh.Details(id, $"web-{id}");
        }
        Answers[typeof(AttachLink)] = _ => null;
        Start(new() { ContainersMax = 2 });
        Assert.Equal(2, Questions<AttachContainer>().Length);

        Answers.Clear();
        Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(5, Status.Containers.Count(line => line.State == "attached"));
    }

    private (string Container, string Network, string Address, string State, string Error) Line()
    {
        LabelStatus line = Assert.Single(Status.Containers);
        return (line.Container, line.Network, line.Address, line.State, line.Error);
    }

    private void Starting(int process)
    {
        Engine.Containers.Add(Created);
        if (process != 0)
        {
            Engine.Processes[Web] = process;
        }
    }

    private void Connect() => Do(() => Engine.Emit(EngineEventKind.NetworkConnected, Mesh.EngineId('0'), "null", Web));

    private void Attached()
    {
        Start();
        Engine.Containers.Add(Running);
        Engine.Processes[Web] = 41;
        Engine.Details[Web] = Mesh.Details('c', "web", 41);
        Connect();
        Assert.Equal("attached", Line().State);
        View = View.WithEndpoint(Demo, Endpoint, Web, "web");
    }
}
