using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Tests.DockerEvents;

public sealed class ConnectionTests : EngineTestKit
{
    private static readonly NetworkId Demo = Mesh.Net(7);
    private static readonly string EngineDemo = Mesh.EngineId('a');
    private static readonly string Web = Mesh.EngineId('c');
    private static readonly EngineAttachment WebOnDemo = new(Mesh.EngineId('e'), Web, "web", "10.50.0.2");
    private static readonly EndpointId WebEndpoint = EndpointId.Parse(WebOnDemo.EndpointId);

    [Fact]
    public void An_engine_that_is_away_is_waited_for_and_said()
    {
        Engine.Away = true;
        Start();
        Assert.False(Status.Reachable);
        Assert.Equal("not reachable at /var/run/docker.sock: no Docker daemon listens there", Status.Error);

        Advance(TimeSpan.FromMinutes(10));
        Engine.Away = false;
        Advance(TimeSpan.FromSeconds(2));

        Assert.True(Status.Reachable);
        Assert.Equal(("", "20.10.24"), (Status.Error, Status.Version));
    }

    [Fact]
    public void Attempts_to_reach_the_engine_become_rarer()
    {
        Engine.Away = true;
        Start(new() { Reconnect = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)) });
        Advance(TimeSpan.FromSeconds(60));
        // After 1, 2, 4, 4, 4 … seconds: never more than one list for each.
        Assert.InRange(Engine.Calls.Count(call => call == "describe"), 15, 18);
    }

    [Fact]
    public void After_a_break_the_stream_goes_on_from_the_last_event()
    {
        Start();
        Assert.Null(Engine.Since);
        Do(() => Engine.Emit(EngineEventKind.ContainerDied, containerId: Web, time: 42));
        Do(Engine.Die);
        Assert.False(Status.Reachable);

        Engine.Away = false;
        Advance(TimeSpan.FromSeconds(1));

        Assert.True(Status.Reachable);
        Assert.Equal(42, Engine.Since);
    }

    /// <summary>The engine replays from the moment on that it is asked for, that moment included.</summary>
    [Fact]
    public void What_was_heard_of_the_last_moment_is_not_heard_again_after_a_break()
    {
        string other = Mesh.EngineId('d');
        Start();
        Do(() => Engine.Emit(EngineEventKind.ContainerHealthChanged, containerId: Web, time: 42));
        Do(Engine.Die);
        Engine.Away = false;
        Advance(TimeSpan.FromSeconds(1));
        Engine.Calls.Clear();

        Do(() => Engine.Emit(EngineEventKind.ContainerHealthChanged, containerId: Web, time: 42));
        Assert.DoesNotContain($"inspect {Web[0]}", Engine.Calls);

        Do(() => Engine.Emit(EngineEventKind.ContainerHealthChanged, containerId: other, time: 42));
        Assert.Contains($"inspect {other[0]}", Engine.Calls);
    }

    [Fact]
    public void The_mesh_is_compared_with_the_engine_at_once_and_then_every_thirty_seconds()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo") with { Attachments = [WebOnDemo] });
        Engine.Networks.Add(Mesh.Engine(Mesh.EngineId('b'), "guest", driver: "macvlan") with
        {
            IpamDriver = "meshnet",
            Subnets = ["10.60.0.0/24", "10.61.0.0/24"],
            Gateways = ["10.60.0.254", ""],
            Attachments = [new(Mesh.EngineId('d'), Web, "web", "10.60.0.7")],
        });
        Engine.Networks.Add(Mesh.Engine(Mesh.EngineId('f'), "bridge", driver: "bridge"));
        Start();

        ReconcileEngine request = Assert.Single(Questions<ReconcileEngine>());
        Assert.Equal([EngineDemo], request.Networks);
        Assert.Equal([WebEndpoint], request.Endpoints);
        Assert.Equal(
            ["10.60.0.254", "10.61.0.1", "10.60.0.7"], request.Addresses.Select(Ipv4.ToText));

        Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(3, Questions<ReconcileEngine>().Length);
    }

    [Fact]
    public void What_is_younger_than_the_list_is_not_judged_by_it()
    {
        Start();
        Assert.Equal(TimeSpan.FromTicks(1), Questions<ReconcileEngine>()[^1].ListedAt);
        Advance(TimeSpan.FromSeconds(30));
        TimeSpan now = Sys.Scheduler.MonotonicClock;
        ReconcileEngine last = Questions<ReconcileEngine>()[^1];
        Assert.Equal(now - TimeSpan.FromSeconds(10), last.ListedAt);
    }

    [Fact]
    public void A_list_of_which_a_part_failed_is_not_used()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo"));
        Engine.Refusals[$"network {EngineDemo[0]}"] = "server misbehaving";
        Start();
        Assert.Empty(Questions<ReconcileEngine>());
        Assert.Equal("its containers and networks could not be listed: server misbehaving", Status.Error);

        Engine.Refusals.Clear();
        Advance(TimeSpan.FromSeconds(1));
        Assert.NotEmpty(Questions<ReconcileEngine>());
        Assert.Equal("", Status.Error);
    }

    [Fact]
    public void An_endpoint_that_the_engine_lost_is_taken_down_everywhere()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo"));
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo).WithEndpoint(Demo, WebEndpoint, Web, "web");
        Start();
        Advance(TimeSpan.FromSeconds(30));

        Assert.Contains(new RemoveLink(Demo, WebEndpoint), Asked);
        Assert.Contains(new ReleaseSandbox(WebEndpoint), Asked);
        Assert.Contains(new DisconnectEgress(WebEndpoint), Asked);
        Assert.Contains("endpoint web (10.50.0.2) of network demo was removed", Assert.Single(Status.Notices), StringComparison.Ordinal);
    }

    /// <summary>The plugin may be told of its end this very moment: it is still the plugin's to remove.</summary>
    [Fact]
    public void An_endpoint_that_the_engine_has_just_forgotten_is_spared_until_it_is_listed_again()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo") with { Attachments = [WebOnDemo] });
        MeshView empty = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo);
        View = empty.WithEndpoint(Demo, WebEndpoint, Web, "web");
        Start();
        Engine.Networks[0] = Mesh.Engine(EngineDemo, "demo");
        Advance(TimeSpan.FromSeconds(30.5));
        Assert.Equal([WebEndpoint], Questions<ReconcileEngine>()[^1].Endpoints);

        View = empty;
        Advance(TimeSpan.FromSeconds(2));
        Assert.Empty(Questions<ReconcileEngine>()[^1].Endpoints);
        Assert.Empty(Questions<RemoveLink>());
        Assert.Empty(Status.Notices);
    }

    [Fact]
    public void An_endpoint_that_two_lists_miss_is_taken_down()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo") with { Attachments = [WebOnDemo] });
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo).WithEndpoint(Demo, WebEndpoint, Web, "web");
        Start();
        Engine.Networks[0] = Mesh.Engine(EngineDemo, "demo");
        Advance(TimeSpan.FromSeconds(30.5));
        Assert.Empty(Questions<RemoveLink>());

        Advance(TimeSpan.FromSeconds(1));
        Assert.Contains(new RemoveLink(Demo, WebEndpoint), Asked);
        Assert.Contains("endpoint web (10.50.0.2) of network demo was removed", Assert.Single(Status.Notices), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_hosts_endpoints_and_those_that_the_engine_has_are_left_alone()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo") with { Attachments = [WebOnDemo] });
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo)
            .WithEndpoint(Demo, WebEndpoint, Web, "web")
            .WithEndpoint(Demo, new EndpointId(9), Mesh.EngineId('9'), "far", Mesh.Other);
        Start();
        Advance(TimeSpan.FromMinutes(2));
        Assert.Empty(Questions<RemoveLink>());
    }

    [Fact]
    public void The_end_of_a_container_whose_endpoint_stays_leads_to_a_comparison_a_second_later()
    {
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).WithEndpoint(Demo, WebEndpoint, Web, "web");
        Start();
        Asked.Clear();
        Engine.Emit(EngineEventKind.ContainerDied, containerId: Web);
        Engine.Emit(EngineEventKind.NetworkDisconnected, EngineDemo, "meshnet", Web);
        Advance(TimeSpan.FromSeconds(1.1));
        Assert.Single(Questions<ReconcileEngine>());
    }

    [Fact]
    public void The_end_of_a_container_that_docker_told_the_plugin_of_leads_to_nothing()
    {
        Start();
        Asked.Clear();
        Engine.Emit(EngineEventKind.ContainerDied, containerId: Web);
        Advance(TimeSpan.FromSeconds(5));
        Assert.Empty(Questions<ReconcileEngine>());
    }

    [Fact]
    public void What_the_mesh_refuses_to_compare_is_said()
    {
        Answers[typeof(ReconcileEngine)] = _ => new Refused("the store takes nothing: no space left on device");
        Start();
        Assert.Equal(
            "the engine's list could not be compared with the mesh: the store takes nothing: no space left on device",
            Assert.Single(Status.Notices));
    }

    [Fact]
    public void Notices_are_bounded_not_said_twice_and_forgotten_after_a_while()
    {
        Start(new() { NoticesMax = 3, NoticeAge = TimeSpan.FromMinutes(5) });
        foreach (int number in new[] { 1, 2, 3, 4, 3 })
        {
            Do(() => Events.Tell(new Notice($"notice {number}"), TestActor));
        }

        Assert.Equal(["notice 2", "notice 4", "notice 3"], Status.Notices.AsEnumerable());
        Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(Status.Notices);
    }
}
