using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Tests.Driver;

namespace MeshNet.Actors.Tests.GatewayBridge;

/// <summary>Docker's own gateway bridge, made ahead and looked after.</summary>
public sealed class EngineGatewayTests : ActorTestKit
{
    private static readonly GatewaySettings Settings = new();
    private static readonly Mesh Mesh = Mesh.OfNodes(1).WithDemo();

    private readonly FakeEngineGateway _engine = new();
    private readonly FakeGatewayKernel _kernel = new();
    private IActorRef _actor;

    public EngineGatewayTests()
    {
        _actor = Sys.ActorOf(GatewayBridgeActor.Props(_engine, _kernel, Settings, ActorRefs.Nobody));
        RunUntilIdle();
    }

    [Fact]
    public void Nothing_is_made_before_the_node_is_in_a_cluster()
    {
        Advance(Settings.ReconcileInterval * 3);

        Assert.Equal(0, _engine.Asked);
        Assert.Equal(ObjectState.Pending, Status().Engine.State);
    }

    [Fact]
    public void It_is_made_at_once_with_a_subnet_that_collides_with_nothing()
    {
        _kernel.HostRoutes.Add(Cidr("172.18.4.0/24"));

        Publish(Mesh.WithNetwork(new(7), "other", 7));
        RunUntilIdle();

        Assert.Equal([Cidr("172.19.0.0/16")], _engine.Created);
        Assert.Equal(ObjectState.Done, Status().Engine.State);
    }

    [Fact]
    public void After_a_failure_it_goes_on_without_waiting_for_a_change_of_the_mesh()
    {
        _kernel.Defect = new InvalidOperationException("a defect");

        Publish(Mesh);
        RunUntilIdle();

        Assert.Null(_kernel.Defect);
        Assert.Single(_engine.Created);
    }

    [Fact]
    public void It_is_left_alone_when_it_is_right()
    {
        _engine.Gateway = new(Cidr("172.25.0.0/16"), true, true, IsOurs: false, Containers: 3);

        Publish(Mesh);
        Advance(Settings.ReconcileInterval * 3);

        Assert.Empty(_engine.Created);
        Assert.Equal(new(EngineGateway.NetworkName, ObjectState.Done), Status().Engine);
        Assert.Equal(0, Status().Repairs);
    }

    [Fact]
    public void An_absent_engine_gets_it_soon_after_it_comes()
    {
        _engine.IsAbsent = true;
        Publish(Mesh);
        Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("no daemon answers on /run/docker.sock", Status().Engine.Reason);
        Assert.InRange(_engine.Asked, 10, 30);

        _engine.IsAbsent = false;
        Advance(Settings.RetryDelayMax);

        Assert.Single(_engine.Created);
    }

    [Fact]
    public void One_that_was_removed_is_made_anew()
    {
        Publish(Mesh);
        _engine.Gateway = null;

        Advance(Settings.ReconcileInterval + TimeSpan.FromSeconds(1));

        Assert.Equal(2, _engine.Created.Count);
    }

    [Fact]
    public void Rules_that_somebody_flushed_are_put_back_and_counted()
    {
        Publish(Mesh);
        _kernel.EngineDrift.Add("masquerade of 172.18.0.0/16 in POSTROUTING");

        Advance(Settings.ReconcileInterval + TimeSpan.FromSeconds(1));

        Assert.Equal(1, Status().Repairs);
        Assert.Equal("masquerade of 172.18.0.0/16 in POSTROUTING", Status().LastRepair);
    }

    [Fact]
    public void One_of_ours_that_a_new_network_overlaps_is_made_anew_while_nothing_uses_it()
    {
        _engine.Gateway = new(Cidr("10.0.0.0/16"), true, true, IsOurs: true, Containers: 0);

        Publish(Mesh);
        RunUntilIdle();

        Assert.Equal([Cidr("172.18.0.0/16")], _engine.Created);
    }

    [Fact]
    public void One_in_use_that_overlaps_is_reported_with_what_to_do()
    {
        _engine.Gateway = new(Cidr("10.0.0.0/16"), false, true, IsOurs: true, Containers: 1);

        Publish(Mesh);
        RunUntilIdle();

        ObjectStatus status = Status().Engine;
        Assert.Empty(_engine.Created);
        Assert.Equal(ObjectState.Error, status.State);
        Assert.Contains("its subnet 10.0.0.0/16 overlaps 10.0.0.0/24 of network demo", status.Reason, StringComparison.Ordinal);
        Assert.Contains("containers can reach each other", status.Reason, StringComparison.Ordinal);
        Assert.Contains("docker network rm docker_gwbridge", status.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_operator_s_subnet_is_used()
    {
        StartWith(Settings with { EngineSubnet = Cidr("192.168.77.0/24") });

        Assert.Equal([Cidr("192.168.77.0/24")], _engine.Created);
        Assert.Equal(ObjectState.Done, Status().Engine.State);
    }

    [Theory]
    [InlineData("172.30.0.0/16", "192.168.77.0/24", "192.168.0.0/16")]
    [InlineData("10.0.0.0/24", "10.0.0.128/25", "10.0.0.0/24")]
    public void The_operator_s_subnet_is_refused_with_what_it_overlaps_and_what_to_set(string route, string wish, string overlapped)
    {
        _kernel.HostRoutes.Add(Cidr(route));
        _kernel.HostRoutes.Add(Cidr("192.168.0.0/16"));

        StartWith(Settings with { EngineSubnet = Cidr(wish) });

        Assert.Empty(_engine.Created);
        Assert.Equal(ObjectState.Error, Status().Engine.State);
        Assert.Contains(
            $"egress.docker-gwbridge-subnet is {wish}, which overlaps {overlapped}", Status().Engine.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_ours_with_another_subnet_than_the_operator_s_is_made_anew_while_nothing_uses_it()
    {
        _engine.Gateway = new(Cidr("172.18.0.0/16"), true, true, IsOurs: true, Containers: 0);

        StartWith(Settings with { EngineSubnet = Cidr("192.168.77.0/24") });

        Assert.Equal([Cidr("192.168.77.0/24")], _engine.Created);
    }

    [Fact]
    public void One_in_use_with_another_subnet_than_the_operator_s_is_reported_with_what_to_do()
    {
        _engine.Gateway = new(Cidr("172.18.0.0/16"), true, true, IsOurs: true, Containers: 2);

        StartWith(Settings with { EngineSubnet = Cidr("192.168.77.0/24") });

        Assert.Empty(_engine.Created);
        Assert.Contains(
            "its subnet is 172.18.0.0/16, but meshnet.egress.docker-gwbridge-subnet is 192.168.77.0/24: when no container uses it, remove it with",
            Status().Engine.Reason,
            StringComparison.Ordinal);
    }

    private void StartWith(GatewaySettings settings)
    {
        Sys.Stop(_actor);
        RunUntilIdle();
        _actor = Sys.ActorOf(GatewayBridgeActor.Props(_engine, _kernel, settings, ActorRefs.Nobody));
        RunUntilIdle();
        Publish(Mesh);
    }

    private void Publish(Mesh mesh)
    {
        Sys.EventStream.Publish(mesh.View());
        RunUntilIdle();
        Advance(TimeSpan.FromMilliseconds(1));
    }

    private GatewayStatus Status()
    {
        _actor.Tell(GetGatewayStatus.Instance, TestActor);
        return ExpectMsg<GatewayStatus>();
    }

    private static Block Cidr(string text) => Block.TryParse(text, out Block block) ? block : throw new FormatException(text);
}
