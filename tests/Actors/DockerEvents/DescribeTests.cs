using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.DockerEvents.Labels;

namespace MeshNet.Actors.Tests.DockerEvents;

public sealed class DescribeTests : EngineTestKit
{
    private static readonly NetworkId Demo = Mesh.Net(7);
    private static readonly string EngineDemo = Mesh.EngineId('a');
    private static readonly string Web = Mesh.EngineId('c');
    private static readonly string EngineEndpointId = Mesh.EngineId('e');
    private static readonly EndpointId Endpoint = EndpointId.Parse(EngineEndpointId);

    public DescribeTests()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo", Demo) with
        {
            Attachments = [new(EngineEndpointId, Web, "web", "10.50.0.2")],
        });
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo).WithEndpoint(Demo, Endpoint, Web, "web");
    }

    [Fact]
    public void A_start_tells_name_aliases_and_short_id()
    {
        Start();
        Inspectable(aliases: ["www", "cccccccccccc", "WEB"]);
        Do(() => Engine.Emit(EngineEventKind.ContainerStarted, containerId: Web));
        DescribeEndpoint described = Assert.Single(Questions<DescribeEndpoint>());
        Assert.Equal((Endpoint, "web", Web, EndpointHealth.Healthy), (described.Endpoint, described.Name, described.ContainerId, described.Health));
        Assert.Equal(["www", "cccccccccccc"], described.Aliases.AsEnumerable());
    }

    [Theory]
    [InlineData(EngineEventKind.ContainerRenamed)]
    [InlineData(EngineEventKind.ContainerHealthChanged)]
    [InlineData(EngineEventKind.NetworkConnected)]
    public void Other_events_have_the_container_described_anew(EngineEventKind kind)
    {
        Start();
        Inspectable();
        Do(() => Engine.Emit(kind, EngineDemo, "meshnet", Web));
        Assert.Single(Questions<DescribeEndpoint>());
    }

    [Fact]
    public void What_the_mesh_knows_already_is_not_told_again()
    {
        Start();
        Inspectable();
        EndpointView known = View.Networks[Demo].Endpoints[Endpoint];
        EndpointRecord record = known.Record with { Aliases = ["cccccccccccc"], Health = EndpointHealth.Healthy };
        View = View.With(View.Networks[Demo] with { Endpoints = View.Networks[Demo].Endpoints.SetItem(Endpoint, known with { Record = record }) });
        Do(() => Engine.Emit(EngineEventKind.ContainerStarted, containerId: Web));
        Assert.Contains($"inspect {Web[0]}", Engine.Calls);
        Assert.Empty(Questions<DescribeEndpoint>());
    }

    [Fact]
    public void Many_events_while_the_container_is_locked_are_one_more_inspection()
    {
        Start();
        Inspectable();
        Engine.Hold($"inspect {Web[0]}");
        for (int number = 0; number < 10; number++)
        {
            Do(() => Engine.Emit(EngineEventKind.ContainerHealthChanged, containerId: Web));
        }

        Do(() => Engine.Release($"inspect {Web[0]}"));
        Assert.Equal(2, Engine.Calls.Count(call => call == $"inspect {Web[0]}"));
    }

    [Fact]
    public void An_inspection_that_fails_is_repeated()
    {
        Start();
        Inspectable();
        Engine.Refusals[$"inspect {Web[0]}"] = "Docker did not answer within 2 s";
        Do(() => Engine.Emit(EngineEventKind.ContainerStarted, containerId: Web));
        Engine.Refusals.Clear();
        Advance(TimeSpan.FromSeconds(1));
        Assert.Single(Questions<DescribeEndpoint>());
    }

    [Fact]
    public void An_inspection_that_keeps_failing_is_given_up_with_a_word()
    {
        Start();
        Engine.Refusals[$"inspect {Web[0]}"] = "Docker did not answer within 2 s";
        Do(() => Engine.Emit(EngineEventKind.ContainerStarted, containerId: Web));
        Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(6, Engine.Calls.Count(call => call == $"inspect {Web[0]}"));
        Assert.Equal($"container {Web} could not be inspected: Docker did not answer within 2 s", Assert.Single(Status.Notices));
    }

    [Fact]
    public void At_the_start_every_running_container_of_ours_is_described_also_when_the_mesh_comes_later()
    {
        Inspectable();
        Engine.Containers.Add(Mesh.Container('c', "web", mode: "demo") with { Networks = [EngineDemo] });
        Engine.Containers.Add(Mesh.Container('d', "other", mode: "bridge") with { Networks = [Mesh.EngineId('b')] });
        Answers[typeof(GetMeshView)] = _ => null;
        Start();
        Assert.Empty(Questions<DescribeEndpoint>());
        View = View with { Revision = 99 };
        Assert.Single(Questions<DescribeEndpoint>());
        Assert.DoesNotContain("inspect d", Engine.Calls);
    }

    [Fact]
    public void A_rename_that_no_event_told_of_shows_in_the_next_list()
    {
        Start();
        Inspectable();
        Engine.Networks[0] = Engine.Networks[0] with { Attachments = [new(EngineEndpointId, Web, "shop", "10.50.0.2")] };
        Advance(TimeSpan.FromSeconds(30));
        Assert.Single(Questions<DescribeEndpoint>());
    }

    [Fact]
    public void A_container_that_the_mesh_never_gets_to_know_is_said_at_the_second_list()
    {
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo);
        Start();
        Assert.Empty(Status.Notices);
        Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("docker restart web", Assert.Single(Status.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void A_labelled_containers_health_and_new_name_are_told()
    {
        EndpointId endpoint = LabelEndpoint.Of(Web, "demo");
        View = View.WithEndpoint(Demo, endpoint, Web, "web");
        Engine.Details[Web] = Mesh.Details('c', "shop", health: EndpointHealth.Unhealthy) with
        {
            Labels = Mesh.Labels(("meshnet.network", "demo"), ("meshnet.aliases", "www")),
        };
        Start();
        Do(() => Engine.Emit(EngineEventKind.ContainerHealthChanged, containerId: Web));
        DescribeEndpoint described = Assert.Single(Questions<DescribeEndpoint>());
        Assert.Equal((endpoint, "shop", EndpointHealth.Unhealthy), (described.Endpoint, described.Name, described.Health));
        Assert.Equal(["www", "cccccccccccc"], described.Aliases.AsEnumerable());
    }

    private void Inspectable(params string[] aliases) =>
        Engine.Details[Web] = Mesh.Details('c', "web", health: EndpointHealth.Healthy, endpoints: new EngineEndpoint(EngineDemo, EngineEndpointId, [.. aliases]));
}
