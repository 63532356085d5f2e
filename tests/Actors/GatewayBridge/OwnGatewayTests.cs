using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Actors.Tests.Driver;

namespace MeshNet.Actors.Tests.GatewayBridge;

/// <summary>Our own gateway bridge: leases, their life and what is told of them.</summary>
public sealed class OwnGatewayTests : ActorTestKit
{
    private static readonly GatewaySettings Settings = new();
    private static readonly Block Subnet = new(Ipv4.ToUnit(System.Net.IPAddress.Parse("172.31.240.0")), 20);

    private readonly FakeEngineGateway _engine = new();
    private readonly FakeGatewayKernel _kernel = new();
    private IActorRef _actor;

    public OwnGatewayTests()
    {
        _kernel.Processes.UnionWith([101, 102, 103]);
        _actor = Start();
    }

    [Fact]
    public void There_is_no_bridge_before_the_first_container()
    {
        Advance(Settings.ReconcileInterval * 3);

        Assert.Empty(_kernel.Calls);
        Assert.Null(Status().Subnet);
    }

    [Fact]
    public void The_first_container_brings_the_bridge_and_has_an_address_of_it()
    {
        Connect(1, 101, new PublishedPort("tcp", null, 8080, 80));

        Assert.Equal(Subnet, _kernel.Standing?.Subnet);
        GatewayLease lease = Assert.Single(Status().Leases);
        Assert.Equal(
            new(Mesh.Endpoint(1), Container(1), Subnet.Start + 2, 101, 101, [new("tcp", null, 8080, 80)]),
            lease);
    }

    [Fact]
    public void Its_subnet_avoids_the_mesh_the_pool_and_the_hosts_routes()
    {
        _kernel.HostRoutes.Add(Subnet);

        Connect(1, 101);

        Assert.Equal(new Block((uint)(Subnet.Start - Subnet.Size), 20), _kernel.Standing?.Subnet);
    }

    [Fact]
    public void The_operator_s_subnet_is_used()
    {
        Block wish = new(Subnet.Start - 4096, 24);
        _actor = Start(Settings with { OwnSubnet = wish });

        Connect(1, 101);

        Assert.Equal(wish, _kernel.Standing?.Subnet);
    }

    [Fact]
    public void The_operator_s_subnet_is_refused_where_it_overlaps_a_route()
    {
        _kernel.HostRoutes.Add(Subnet);
        _actor = Start(Settings with { OwnSubnet = new Block(Subnet.Start, 24) });

        string reason = Refused(1, 101);

        Assert.Contains($"egress.meshnet-gwbridge-subnet is 172.31.240.0/24, which overlaps {Subnet}", reason, StringComparison.Ordinal);
        Assert.Null(_kernel.Standing);
    }

    [Fact]
    public void Connecting_twice_changes_nothing()
    {
        Connect(1, 101, new PublishedPort("tcp", null, 0, 80));
        GatewayLease first = Assert.Single(Status().Leases);

        Connect(1, 101, new PublishedPort("tcp", null, 0, 80));

        Assert.Equal(first, Assert.Single(Status().Leases));
    }

    [Fact]
    public void A_container_that_is_started_again_keeps_its_address_in_its_new_sandbox()
    {
        Connect(1, 101);
        Connect(1, 102);

        GatewayLease lease = Assert.Single(Status().Leases);
        Assert.Equal((Subnet.Start + 2, 102ul), (lease.Address, lease.Namespace));
    }

    [Fact]
    public void A_container_of_an_internal_network_gets_no_way_out()
    {
        Mesh mesh = Mesh.OfNodes(1).WithNetwork(Mesh.Demo, "demo", 1, isInternal: true).WithEndpoint(1, owner: 1);
        Sys.EventStream.Publish(mesh.View());
        RunUntilIdle();

        Connect(1, 101);

        Assert.Null(_kernel.Standing);
    }

    [Fact]
    public void A_container_of_an_internal_network_gets_none_after_a_failure_either()
    {
        Mesh mesh = Mesh.OfNodes(1).WithNetwork(Mesh.Demo, "demo", 1, isInternal: true).WithEndpoint(1, owner: 1);
        Sys.EventStream.Publish(mesh.View());
        RunUntilIdle();
        _kernel.Defect = new InvalidOperationException("a defect");
        _actor.Tell(new ConnectEgress(Mesh.Endpoint(2), Container(2), 102, []), TestActor);

        Connect(1, 101);

        Assert.Null(_kernel.Defect);
        Assert.Null(_kernel.Standing);
    }

    [Fact]
    public void A_container_that_has_a_way_out_keeps_it()
    {
        _kernel.DefaultRoutes[101] = 42;

        Connect(1, 101);

        Assert.Null(_kernel.Standing);
    }

    [Fact]
    public void A_port_that_is_taken_refuses_the_container_and_leaves_nothing()
    {
        Connect(1, 101, new PublishedPort("tcp", null, 8080, 80));
        _kernel.PortsInUse.Add(22);

        Assert.Equal(
            $"the container cannot reach the outside: container {Container(1)[..12]} already publishes host port 8080/tcp",
            Refused(2, 102, new PublishedPort("tcp", null, 8080, 80)));
        Assert.Equal(
            "the container cannot reach the outside: host port 22/tcp is in use on this host",
            Refused(2, 102, new PublishedPort("tcp", null, 22, 22)));
        Assert.Single(Status().Leases);
    }

    [Fact]
    public void A_process_that_is_gone_is_refused_and_brings_no_bridge()
    {
        Assert.Equal("the container cannot reach the outside: the container's process 999 is gone", Refused(1, 999));

        Advance(Settings.ReconcileInterval);
        Assert.Null(_kernel.Standing);
    }

    [Fact]
    public void A_refusal_of_the_kernel_takes_the_lease_back()
    {
        _kernel.Faults.Add(new(KernelObject.Link, GatewayLinks.NameOf(Mesh.Endpoint(1)), "create veth: No space left on device (ENOSPC)"));

        Assert.Equal("the container cannot reach the outside: create veth: No space left on device (ENOSPC)", Refused(1, 101));

        _kernel.Faults.Clear();
        Assert.Empty(Status().Leases);
    }

    [Fact]
    public void Trouble_that_concerns_all_is_told_and_tried_again_but_refuses_nobody()
    {
        _kernel.Faults.Add(new(KernelObject.Setting, "net.ipv4.ip_forward", "net.ipv4.ip_forward is 0"));

        Connect(1, 101);

        Assert.Contains(new ObjectStatus(GatewayLinks.FullName, ObjectState.Error, "net.ipv4.ip_forward is 0"), Status().Ours);
        _kernel.Faults.Clear();
        Advance(Settings.RetryDelayMin * 2);
        Assert.All(Status().Ours, entry => Assert.Equal(ObjectState.Done, entry.State));
    }

    [Fact]
    public void The_bridge_goes_some_time_after_its_last_container()
    {
        Connect(1, 101);
        Disconnect(1);
        Assert.NotNull(_kernel.Standing);
        Assert.Empty(_kernel.Standing.Leases);

        Advance(Settings.Linger);

        Assert.Null(_kernel.Standing);
        Assert.Null(Status().Subnet);
    }

    [Fact]
    public void A_container_that_comes_meanwhile_keeps_the_bridge()
    {
        Connect(1, 101);
        Disconnect(1);
        Advance(Settings.Linger / 2);
        Connect(2, 102);

        Advance(Settings.Linger * 2);

        Assert.NotNull(_kernel.Standing);
    }

    [Fact]
    public void An_address_rests_before_it_is_given_again()
    {
        Connect(1, 101);
        Disconnect(1);
        Connect(2, 102);

        Assert.Equal(Subnet.Start + 3, Assert.Single(Status().Leases).Address);
    }

    [Fact]
    public void A_restarted_daemon_takes_over_what_is_there_and_forgets_who_has_ended()
    {
        Connect(1, 101, new PublishedPort("tcp", null, 8080, 80));
        Connect(2, 102);
        ImmutableArray<GatewayLease> leases = Status().Leases;

        Sys.Stop(_actor);
        RunUntilIdle();
        _kernel.Processes.Remove(102);
        _actor = Start();

        Assert.Equal([leases[0]], Status().Leases.AsEnumerable());
        Assert.Equal(0, Status().Repairs);
        Connect(3, 103);
        Assert.Equal(Subnet.Start + 4, Status().Leases[1].Address);
    }

    [Fact]
    public void Rules_that_somebody_flushed_are_restored_said_and_counted()
    {
        Connect(1, 101);
        _kernel.Drift.Add("restored table ip meshnet_gwbridge");

        Advance(Settings.ReconcileInterval);

        Assert.Equal(1, Status().Repairs);
        Assert.Equal("restored table ip meshnet_gwbridge", Status().LastRepair);
    }

    private IActorRef Start(GatewaySettings? settings = null)
    {
        IActorRef actor = Sys.ActorOf(GatewayBridgeActor.Props(_engine, _kernel, settings ?? Settings, ActorRefs.Nobody));
        RunUntilIdle();
        return actor;
    }

    private static string Container(int number) => $"{number:x64}";

    private void Connect(int number, int process, params PublishedPort[] ports)
    {
        _actor.Tell(new ConnectEgress(Mesh.Endpoint(number), Container(number), process, [.. ports]), TestActor);
        ExpectMsg(Acknowledged.Instance);
    }

    private string Refused(int number, int process, params PublishedPort[] ports)
    {
        _actor.Tell(new ConnectEgress(Mesh.Endpoint(number), Container(number), process, [.. ports]), TestActor);
        return ExpectMsg<Refused>().Reason;
    }

    private void Disconnect(int number)
    {
        _actor.Tell(new DisconnectEgress(Mesh.Endpoint(number)), TestActor);
        ExpectMsg(Acknowledged.Instance);
        RunUntilIdle();
    }

    private GatewayStatus Status()
    {
        RunUntilIdle();
        _actor.Tell(GetGatewayStatus.Instance, TestActor);
        return ExpectMsg<GatewayStatus>();
    }
}
