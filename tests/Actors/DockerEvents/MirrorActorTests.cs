using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Tests.DockerEvents;

public sealed class MirrorActorTests : EngineTestKit
{
    private static readonly NetworkId Demo = Mesh.Net(7);
    private static readonly string EngineDemo = Mesh.EngineId('a');

    [Fact]
    public void A_network_that_another_host_made_is_made_here_at_once()
    {
        Start();
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        Assert.Equal("demo", Assert.Single(Engine.Created).Name);
    }

    [Fact]
    public void A_network_that_was_there_before_the_engine_is_made_when_the_engine_comes()
    {
        Engine.Away = true;
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        Start();
        Assert.Empty(Engine.Created);
        Engine.Away = false;
        Advance(TimeSpan.FromSeconds(2));
        Assert.Single(Engine.Created);
    }

    [Fact]
    public void A_network_made_by_a_user_is_named_with_its_labels_as_soon_as_the_engine_tells_of_it()
    {
        Start();
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo") with { Labels = Mesh.Labels(("team", "blue")) });
        Do(() => Engine.Emit(EngineEventKind.NetworkCreated, EngineDemo, "meshnet"));
        NameNetwork named = Assert.Single(Questions<NameNetwork>());
        Assert.Equal((EngineDemo, "demo", "blue"), (named.EngineNetworkId, named.Name, named.Labels["team"]));
    }

    [Fact]
    public void A_network_that_was_made_while_the_daemon_was_away_is_named_when_it_comes_back()
    {
        // The kill between CreateNetwork and the event: the binding is on disk, the name is nowhere.
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo"));
        Start();
        Assert.Equal("demo", Assert.Single(Questions<NameNetwork>()).Name);
    }

    [Fact]
    public void The_loser_of_two_equal_names_gives_way_with_a_word_and_the_winner_appears()
    {
        Answers[typeof(NameNetwork)] = _ => new Refused("network with name demo already exists in the mesh (made on node2)");
        Engine.Refusals["create demo"] = "network with name demo already exists";
        Start();
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo"));
        View = Mesh.Empty.With(Mesh.Network(Mesh.Net(8), "demo"));
        Engine.Refusals.Clear();
        Do(() => Engine.Emit(EngineEventKind.NetworkCreated, EngineDemo, "meshnet"));

        Assert.Contains($"remove {EngineDemo[0]}", Engine.Calls);
        Assert.Equal("demo", Assert.Single(Engine.Created).Name);
        Assert.Equal(
            "network demo, which was made on this host, was removed from its engine again: "
            + "network with name demo already exists in the mesh (made on node2)",
            Assert.Single(Status.Notices));
    }

    [Fact]
    public void A_loser_in_use_stays_and_the_status_says_so()
    {
        Answers[typeof(NameNetwork)] = _ => new Refused("network with name demo already exists in the mesh (made on node2)");
        Engine.Refusals["create demo"] = "network with name demo already exists";
        Engine.Refusals[$"remove {EngineDemo[0]}"] = "network demo has active endpoints";
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo"));
        View = Mesh.Empty.With(Mesh.Network(Mesh.Net(8), "demo"));
        Start();

        Assert.Contains(
            Status.Networks,
            line => line.EngineNetworkId == EngineDemo
                && line.Error.EndsWith("It cannot be removed, because it is in use: network demo has active endpoints", StringComparison.Ordinal));
        Assert.NotEmpty(Engine.Networks);
    }

    [Fact]
    public void A_closed_network_is_removed_at_once()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo", Demo));
        MeshView open = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo);
        View = open;
        Start();
        Assert.NotEmpty(Engine.Networks);
        View = open.With(Mesh.Network(Demo, "demo") with { Closing = true });
        Assert.Empty(Engine.Networks);
    }

    [Fact]
    public void One_creation_that_hangs_holds_up_no_other()
    {
        Start();
        Engine.Hold("create demo");
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).With(Mesh.Network(Mesh.Net(8), "web", "10.51.0.0/24"));
        Assert.Equal("web", Assert.Single(Engine.Created).Name);
        Do(() => Engine.Release("create demo"));
        Assert.Equal(["web", "demo"], Engine.Created.Select(spec => spec.Name));
    }

    [Fact]
    public void A_creation_that_fails_is_tried_again_and_leads_to_a_comparison()
    {
        Start();
        Asked.Clear();
        Engine.Refusals["create demo"] = "server misbehaving";
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        Assert.Equal(
            "network demo cannot be made in this host's engine: server misbehaving", Assert.Single(Status.Networks).Error);
        Engine.Refusals.Clear();
        Advance(TimeSpan.FromSeconds(1.1));
        Assert.Single(Engine.Created);
        Assert.NotEmpty(Questions<ReconcileEngine>());
    }

    [Fact]
    public void After_a_refused_removal_the_network_comes_back_under_a_new_engine_id()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo", Demo));
        MeshView open = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        View = open.Bound(EngineDemo, Demo);
        Start();
        // dockerd hides what it could not delete and tells nobody; the mesh drops the binding.
        Engine.Networks.Clear();
        View = open with { Revision = 9 };
        Assert.Single(Engine.Created);
    }

    [Fact]
    public void A_mirror_whose_binding_is_lost_is_bound_again_as_the_engine_has_it()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo", Demo) with { Options = Mesh.Labels(("mtu", "1400")) });
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        Start();
        BindNetwork bound = Assert.Single(Questions<BindNetwork>());
        Assert.Equal((EngineDemo, "10.50.0.0/24", 0x0A320001u), (bound.EngineNetworkId, bound.Subnet.ToString(), bound.Gateway));
        Assert.Equal((Demo.ToString(), "1400"), (bound.Options[RequestPool.NetworkOption], bound.Options["mtu"]));
        Assert.Empty(Engine.Created);
    }

    [Fact]
    public void A_mirror_that_cannot_be_read_back_is_said_and_nothing_breaks()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo", Demo) with { Subnets = [], Gateways = [] });
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        Start();
        Assert.Contains(Status.Networks, line => line.Error.Contains("has the subnets ''", StringComparison.Ordinal) || line.Error.Length == 0);
        Assert.Empty(Questions<BindNetwork>());
    }

    [Fact]
    public void The_status_names_each_network_and_its_engine_id()
    {
        Engine.Networks.Add(Mesh.Engine(EngineDemo, "demo", Demo));
        View = Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo);
        Start();
        Assert.Equal(("demo", EngineDemo, ""), Assert.Single(Status.Networks) is var line ? (line.Name, line.EngineNetworkId, line.Error) : default);
    }
}
