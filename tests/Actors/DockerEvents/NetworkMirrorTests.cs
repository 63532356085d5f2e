using MeshNet.Actors.DockerEvents;
using MeshNet.Actors.DockerEvents.Mirror;

namespace MeshNet.Actors.Tests.DockerEvents;

public sealed class NetworkMirrorTests
{
    private static readonly NetworkId Demo = Mesh.Net(7);
    private static readonly string EngineDemo = Mesh.EngineId('a');
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(100);

    private readonly NetworkMirror _mirror = new(new Retry(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), 2);

    [Fact]
    public void Nothing_is_done_before_the_mesh_is_known()
    {
        _mirror.Observe([Mesh.Engine(EngineDemo, "demo")]);
        Assert.Empty(_mirror.Begin(Now));
    }

    [Fact]
    public void An_open_network_of_the_mesh_is_made_in_the_engine_with_its_id_in_both_options()
    {
        NetworkView network = Mesh.Network(Demo, "demo", @internal: true);
        NetworkRecord record = network.Record with { Options = Mesh.Labels(("mtu", "1400")), Labels = Mesh.Labels(("team", "blue")) };
        _mirror.Observe(Mesh.Empty.With(network with { Record = record }));

        MirrorStep.Create step = Assert.IsType<MirrorStep.Create>(Assert.Single(_mirror.Begin(Now)));

        Assert.Equal("demo", step.Spec.Name);
        Assert.Equal("10.50.0.0/24", step.Spec.Subnet);
        Assert.Equal("10.50.0.1", step.Spec.Gateway);
        Assert.True(step.Spec.Internal);
        Assert.Equal(Demo.ToString(), step.Spec.IpamOptions[RequestPool.NetworkOption]);
        Assert.Equal(Demo.ToString(), step.Spec.Options[RequestPool.NetworkOption]);
        Assert.Equal("1400", step.Spec.Options["mtu"]);
        Assert.Equal("blue", step.Spec.Labels["team"]);
    }

    [Fact]
    public void A_step_in_progress_is_not_begun_again()
    {
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")));
        Assert.Single(_mirror.Begin(Now));
        Assert.Empty(_mirror.Begin(Now));
    }

    [Fact]
    public void A_bound_network_needs_nothing()
    {
        _mirror.Observe([Mesh.Engine(EngineDemo, "demo")]);
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")).Bound(EngineDemo, Demo));
        Assert.Empty(_mirror.Begin(Now));
    }

    [Fact]
    public void A_network_that_was_just_made_is_not_made_twice_while_its_binding_is_on_the_way()
    {
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")));
        MirrorStep.Create step = Assert.IsType<MirrorStep.Create>(Assert.Single(_mirror.Begin(Now)));
        _mirror.Created(step, EngineDemo);
        Assert.DoesNotContain(_mirror.Begin(Now), next => next is MirrorStep.Create);
    }

    [Fact]
    public void A_closed_network_is_removed_from_the_engine()
    {
        _mirror.Observe([Mesh.Engine(EngineDemo, "demo", Demo)]);
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo") with { Closing = true }).Bound(EngineDemo, Demo));

        MirrorStep.Remove step = Assert.IsType<MirrorStep.Remove>(Assert.Single(_mirror.Begin(Now)));
        Assert.Equal(EngineDemo, step.Engine.Id);

        _mirror.Succeeded(step);
        Assert.Empty(_mirror.Begin(Now));
    }

    [Fact]
    public void A_network_that_ended_before_this_host_was_heard_of_is_removed_from_the_engine_and_its_name_is_free()
    {
        _mirror.Observe([Mesh.Engine(EngineDemo, "demo", Demo)]);
        MeshView atStart = Mesh.Empty.Bound(EngineDemo, Demo) with { IsSynced = false };
        _mirror.Observe(atStart);
        Assert.Empty(_mirror.Begin(Now));

        Assert.True(_mirror.IsMoved(atStart with { IsSynced = true }));
        _mirror.Observe(atStart with { IsSynced = true });
        MirrorStep.Remove step = Assert.IsType<MirrorStep.Remove>(Assert.Single(_mirror.Begin(Now)));
        Assert.Equal(EngineDemo, step.Engine.Id);
    }

    [Fact]
    public void A_closed_network_that_the_engine_still_uses_is_tried_again_and_said()
    {
        _mirror.Observe([Mesh.Engine(EngineDemo, "demo", Demo)]);
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo") with { Closing = true }).Bound(EngineDemo, Demo));
        _mirror.Failed(Assert.Single(_mirror.Begin(Now)), "network demo has active endpoints", Now);

        Assert.Equal(
            "network demo was deleted but is still in this host's engine: network demo has active endpoints",
            Assert.Single(_mirror.Status()).Error);
        Assert.Empty(_mirror.Begin(Now));
        Assert.IsType<MirrorStep.Remove>(Assert.Single(_mirror.Begin(Now + TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void A_network_made_by_a_user_is_announced()
    {
        _mirror.Observe(Mesh.Empty);
        _mirror.Appeared(Mesh.Engine(EngineDemo, "demo"));
        Assert.Equal(EngineDemo, Assert.IsType<MirrorStep.Announce>(Assert.Single(_mirror.Begin(Now))).Engine.Id);
    }

    [Fact]
    public void An_announced_network_is_not_announced_again_before_a_later_view_or_list_shows_what_came_of_it()
    {
        _mirror.Observe(Mesh.Empty);
        _mirror.Appeared(Mesh.Engine(EngineDemo, "demo"));
        _mirror.Succeeded(Assert.Single(_mirror.Begin(Now)));
        Assert.Empty(_mirror.Begin(Now));

        _mirror.Observe([Mesh.Engine(EngineDemo, "demo")]);
        Assert.IsType<MirrorStep.Announce>(Assert.Single(_mirror.Begin(Now)));
    }

    [Fact]
    public void A_network_whose_name_another_host_has_gives_way_and_the_winner_appears()
    {
        NetworkId winner = Mesh.Net(8);
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(winner, "demo")));
        _mirror.Appeared(Mesh.Engine(EngineDemo, "demo"));

        ImmutableArray<MirrorStep> steps = _mirror.Begin(Now);
        MirrorStep.Announce announce = Assert.Single(steps.OfType<MirrorStep.Announce>());
        MirrorStep.Create create = Assert.Single(steps.OfType<MirrorStep.Create>());
        _mirror.Failed(create, "network with name demo already exists", Now);
        _mirror.Failed(announce, "network demo exists already, made on node2", Now);

        MirrorStep.Discard discard = Assert.IsType<MirrorStep.Discard>(Assert.Single(_mirror.Begin(Now)));
        Assert.Equal("network demo exists already, made on node2", discard.Reason);

        _mirror.Succeeded(discard);
        Assert.Equal(winner, Assert.IsType<MirrorStep.Create>(Assert.Single(_mirror.Begin(Now))).Network);
    }

    [Fact]
    public void A_refusal_without_a_rival_removes_nothing()
    {
        _mirror.Observe(Mesh.Empty);
        _mirror.Appeared(Mesh.Engine(EngineDemo, "demo"));
        _mirror.Failed(Assert.Single(_mirror.Begin(Now)), "the disk is full", Now);

        Assert.Empty(_mirror.Begin(Now));
        Assert.IsType<MirrorStep.Announce>(Assert.Single(_mirror.Begin(Now + TimeSpan.FromSeconds(1))));
        Assert.Equal(
            "network demo in this host's engine is not part of the mesh: the disk is full", Assert.Single(_mirror.Status()).Error);
    }

    [Fact]
    public void A_loser_is_announced_again_once_the_winner_is_closed()
    {
        NetworkView winner = Mesh.Network(Mesh.Net(8), "demo");
        MeshView view = Mesh.Empty.With(winner);
        _mirror.Observe(view);
        _mirror.Appeared(Mesh.Engine(EngineDemo, "demo"));
        foreach (MirrorStep step in _mirror.Begin(Now))
        {
            _mirror.Failed(step, "taken", Now);
        }

        MirrorStep discard = Assert.Single(_mirror.Begin(Now));
        _mirror.Failed(discard, "network demo has active endpoints", Now);

        _mirror.Observe(view.With(winner with { Closing = true }));

        Assert.IsType<MirrorStep.Announce>(Assert.Single(_mirror.Begin(Now + TimeSpan.FromSeconds(1))));
    }

    [Fact]
    public void After_a_refused_removal_the_network_is_looked_at_and_made_anew()
    {
        // R14: the engine hides what it could not delete, and the mesh has dropped the binding.
        MeshView open = Mesh.Empty.With(Mesh.Network(Demo, "demo"));
        _mirror.Observe([Mesh.Engine(EngineDemo, "demo", Demo)]);
        _mirror.Observe(open.Bound(EngineDemo, Demo));
        Assert.Empty(_mirror.Begin(Now));

        _mirror.Observe(open);
        MirrorStep.Rebind look = Assert.IsType<MirrorStep.Rebind>(Assert.Single(_mirror.Begin(Now)));
        _mirror.Succeeded(look);
        _mirror.Vanished(look.Engine.Id);

        Assert.Equal(Demo, Assert.IsType<MirrorStep.Create>(Assert.Single(_mirror.Begin(Now))).Network);
    }

    [Fact]
    public void A_mirror_whose_binding_was_lost_with_the_store_is_bound_again()
    {
        _mirror.Observe([Mesh.Engine(EngineDemo, "demo", Demo)]);
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")));
        MirrorStep.Rebind step = Assert.IsType<MirrorStep.Rebind>(Assert.Single(_mirror.Begin(Now)));
        Assert.Equal((EngineDemo, Demo), (step.Engine.Id, step.Network));
    }

    [Fact]
    public void A_network_that_cannot_be_made_holds_up_no_other_and_is_retried_later_each_time()
    {
        NetworkId other = Mesh.Net(9);
        _mirror.Observe([Mesh.Engine(Mesh.EngineId('f'), "demo", driver: "bridge")]);
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")).With(Mesh.Network(other, "web", "10.51.0.0/24")));

        MirrorStep.Create[] steps = _mirror.Begin(Now).Cast<MirrorStep.Create>().ToArray();
        Assert.Equal([Demo, other], steps.Select(step => step.Network));
        _mirror.Failed(steps[0], "network with name demo already exists", Now);
        _mirror.Created(steps[1], EngineDemo);

        Assert.Equal(Now + TimeSpan.FromSeconds(1), _mirror.NextAttempt);
        _mirror.Failed(_mirror.Begin(Now + TimeSpan.FromSeconds(1)).OfType<MirrorStep.Create>().Single(), "again", Now);
        Assert.Equal(Now + TimeSpan.FromSeconds(2), _mirror.NextAttempt);
        Assert.Contains("a network with driver bridge has that name", _mirror.Status().Single(line => line.Name == "demo").Error, StringComparison.Ordinal);
        Assert.Contains(_mirror.Status(), line => line is { Name: "web", Error: "" } && line.EngineNetworkId == EngineDemo);
    }

    [Fact]
    public void When_what_stood_in_the_way_is_gone_the_network_is_made_at_once()
    {
        string foreign = Mesh.EngineId('f');
        _mirror.Observe([Mesh.Engine(foreign, "demo", driver: "bridge")]);
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")));
        _mirror.Failed(Assert.Single(_mirror.Begin(Now)), "network with name demo already exists", Now);

        _mirror.Vanished(foreign);

        Assert.IsType<MirrorStep.Create>(Assert.Single(_mirror.Begin(Now)));
    }

    [Fact]
    public void No_more_steps_run_at_once_than_allowed()
    {
        MeshView view = Enumerable.Range(1, 5).Aggregate(Mesh.Empty, (so, number) =>
            so.With(Mesh.Network(Mesh.Net(number), $"net{number}", $"10.{number}.0.0/24")));
        _mirror.Observe(view);

        ImmutableArray<MirrorStep> first = _mirror.Begin(Now);
        Assert.Equal(2, first.Length);
        _mirror.Created((MirrorStep.Create)first[0], Mesh.EngineId('1'));
        Assert.Single(_mirror.Begin(Now));
    }

    [Fact]
    public void A_network_that_lost_its_name_is_mirrored_nowhere_else()
    {
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo") with { NameLoses = true }));
        Assert.Empty(_mirror.Begin(Now));
    }

    [Fact]
    public void After_the_engine_was_away_everything_is_tried_anew()
    {
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")));
        _mirror.Begin(Now);
        _mirror.Interrupt();
        _mirror.Observe([]);
        Assert.IsType<MirrorStep.Create>(Assert.Single(_mirror.Begin(Now)));
    }

    [Fact]
    public void A_failure_that_comes_after_the_engine_was_away_is_not_that_of_the_step_begun_since()
    {
        _mirror.Observe(Mesh.Empty.With(Mesh.Network(Demo, "demo")));
        MirrorStep former = Assert.Single(_mirror.Begin(Now));
        _mirror.Interrupt();
        _mirror.Observe([]);
        Assert.Single(_mirror.Begin(Now));

        _mirror.Failed(former, "the connection broke", Now);

        Assert.Empty(_mirror.Begin(Now + TimeSpan.FromMinutes(1)));
        Assert.Equal("", Assert.Single(_mirror.Status()).Error);
    }

    [Fact]
    public void Networks_of_other_drivers_are_left_alone()
    {
        _mirror.Observe(Mesh.Empty);
        _mirror.Observe([Mesh.Engine(EngineDemo, "bridge", driver: "bridge")]);
        Assert.Empty(_mirror.Begin(Now));
        Assert.Empty(_mirror.Status());
    }

    [Fact]
    public void The_delay_doubles_up_to_its_limit() =>
        Assert.Equal(
            [1, 2, 4, 8, 8, 8],
            Enumerable.Range(1, 6).Select(failures => new Retry(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)).After(failures).TotalSeconds));
}
