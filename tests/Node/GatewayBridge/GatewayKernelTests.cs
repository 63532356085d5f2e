using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Overlay;
using MeshNet.Node.GatewayBridge;
using MeshNet.Node.Reset;
using static MeshNet.Node.Tests.GatewayBridge.GatewayWorld;

namespace MeshNet.Node.Tests.GatewayBridge;

/// <summary>Making, adopting, mending and removing our gateway bridge in a real kernel.</summary>
public sealed class GatewayKernelTests
{
    private static readonly PublishedPort Web = new("tcp", null, 8080, 80);

    [PrivilegedFact]
    public void The_container_has_eth1_with_address_default_route_and_the_usual_mtu()
    {
        using GatewayWorld world = new();
        Stand(world);

        string shown = world.Containers[0].Inside.Execute("ip", "address", "show", "eth1");
        Assert.Contains("mtu 1500", shown, StringComparison.Ordinal);
        Assert.Contains("172.31.240.2/20", shown, StringComparison.Ordinal);
        Assert.StartsWith(
            "default via 172.31.240.1 dev eth1", world.Containers[0].Inside.Execute("ip", "route", "show", "default"), StringComparison.Ordinal);
        Assert.Contains("172.31.240.1/20", world.Host.Execute("ip", "address", "show", GatewayLinks.FullName), StringComparison.Ordinal);
        Assert.True(world.Kernel.HasDefaultRoute(world.Containers[0].ProcessId, except: null));
        Assert.False(world.Kernel.HasDefaultRoute(world.Containers[0].ProcessId, except: Subnet.Start + 1));
    }

    [PrivilegedFact]
    public void Saying_it_again_changes_nothing_in_this_life_of_the_daemon_and_in_the_next()
    {
        using GatewayWorld world = new();
        GatewayPlan plan = Stand(world);
        Assert.Empty(world.Kernel.Apply(plan).Edits);
        Assert.Empty(world.Kernel.Reconcile(plan).Edits);

        using GatewayHost host = world.OpenHost();
        GatewayKernel next = new(host);
        InheritedGateway state = next.Read();

        Assert.Equal(Subnet, state.Subnet);
        Assert.Equal(plan.Leases.Values, state.Leases.AsEnumerable());
        Assert.Empty(next.Reconcile(plan).Edits);
        Assert.Empty(next.Reconcile(plan).Faults);
    }

    [PrivilegedTheory]
    [InlineData("nft", "flush", "ruleset")]
    [InlineData("nft", "delete", "table", "ip", "meshnet_gwbridge")]
    [InlineData("nft", "flush", "chain", "ip", "meshnet_gwbridge", "published")]
    [InlineData("iptables", "-F", "meshnet_gwbridge")]
    [InlineData("iptables", "-D", "DOCKER-USER", "-j", "meshnet_gwbridge")]
    [InlineData("ip", "link", "set", "mn_gwbridge", "down")]
    [InlineData("ip", "link", "delete", "mn_gwbridge")]
    [InlineData("ip", "address", "flush", "dev", "mn_gwbridge")]
    [InlineData("ip", "link", "delete", "mng010000000")]
    [InlineData("ip", "link", "set", "mng010000000", "type", "bridge_slave", "isolated", "off")]
    [InlineData("ip", "link", "set", "mng010000000", "nomaster")]
    [InlineData("sysctl", "-qw", "net.ipv4.conf.mn_gwbridge.route_localnet=0")]
    public void What_somebody_breaks_is_mended_and_told(params string[] breaking)
    {
        using GatewayWorld world = new();
        GatewayPlan plan = Stand(world);
        world.Host.Execute(breaking[0], breaking[1..]);
        // Docker's own part of the ruleset comes back with Docker.
        world.Host.TryExecute("iptables", "-N", "DOCKER-USER");
        world.Host.TryExecute("iptables", "-I", "FORWARD", "-j", "DOCKER-USER");

        GatewayReport report = world.Kernel.Reconcile(plan);

        Assert.NotEmpty(report.Edits);
        Assert.Empty(report.Faults);
        Assert.Empty(world.Kernel.Reconcile(plan).Edits);
        Meet(world.Containers[0].Inside, Any(80), world.Host, new(IPAddress.Loopback, 8080));
        Assert.Equal(OutsideAddress, Meet(world.Containers[0].Inside, Any(80), world.Outside, new(HostAddress, 8080)));
    }

    [PrivilegedFact]
    public void A_container_that_has_ended_is_told_and_its_veth_goes_with_its_lease()
    {
        using GatewayWorld world = new();
        GatewayPlan plan = Stand(world);
        world.Containers[1].End();

        Assert.Equal([world.Lease(1).Endpoint], world.Kernel.Reconcile(plan).Ended.AsEnumerable());

        GatewayReport report = world.Kernel.Apply(Plan(world.Lease(0, Web)));
        Assert.Contains("removed mng020000000", report.Edits);
        Assert.Equal(2, Directory.GetFiles(world.LeaseDirectory, "rules.*").Length);
        Assert.Single(Directory.GetFiles(world.LeaseDirectory, "*.json"));
    }

    [PrivilegedFact]
    public void A_container_in_a_new_sandbox_gets_a_veth_of_its_own_in_place_of_the_old_one()
    {
        using GatewayWorld world = new();
        Stand(world);
        GatewayLease moved = world.Lease(0, Web) with
        {
            ProcessId = world.Containers[1].ProcessId,
            Namespace = world.Containers[1].Inside.Namespace.Inode,
        };

        GatewayReport report = world.Kernel.Apply(Plan(moved));

        Assert.Empty(report.Faults);
        Assert.DoesNotContain("eth1", world.Containers[0].Inside.Execute("ip", "link"), StringComparison.Ordinal);
        Assert.Equal(OutsideAddress, Meet(world.Containers[1].Inside, Any(80), world.Outside, new(HostAddress, 8080)));
    }

    [PrivilegedFact]
    public void Before_docker_has_a_chain_for_others_the_rules_hang_in_forward_and_move_when_it_has()
    {
        using GatewayWorld world = new();
        world.Host.Execute("iptables", "-F");
        world.Host.Execute("iptables", "-X");
        GatewayPlan plan = Stand(world);
        Assert.Equal(OutsideAddress, Meet(world.Containers[0].Inside, Any(80), world.Outside, new(HostAddress, 8080)));

        world.Host.Execute("iptables", "-N", "DOCKER-USER");
        world.Host.Execute("iptables", "-I", "FORWARD", "-j", "DOCKER-USER");
        world.Kernel.Reconcile(plan);

        Assert.DoesNotContain("-A FORWARD -j meshnet_gwbridge", world.Host.Execute("iptables", "-S"), StringComparison.Ordinal);
        Assert.Equal(OutsideAddress, Meet(world.Containers[0].Inside, Any(80), world.Outside, new(HostAddress, 8080)));
    }

    [PrivilegedFact]
    public void A_host_that_does_not_forward_is_a_fault_that_says_what_to_do_and_is_not_switched()
    {
        using GatewayWorld world = new();
        world.Host.Execute("sysctl", "-qw", "net.ipv4.ip_forward=0");

        KernelFault fault = Assert.Single(world.Kernel.Apply(Plan(world.Lease(0))).Faults);

        Assert.Equal((KernelObject.Setting, "net.ipv4.ip_forward"), (fault.Object, fault.Key));
        Assert.Contains("sysctl -w net.ipv4.ip_forward=1", fault.Words, StringComparison.Ordinal);
        Assert.Equal("0", world.Host.Execute("sysctl", "-n", "net.ipv4.ip_forward").Trim());
    }

    [PrivilegedFact]
    public void Removal_leaves_links_rules_and_files_as_they_were()
    {
        using GatewayWorld world = new();
        string links = world.Host.Execute("ip", "-brief", "link");
        string rules = world.Host.Execute("nft", "list", "ruleset");
        Stand(world);

        GatewayReport report = world.Kernel.Remove();

        Assert.Empty(report.Faults);
        Assert.NotEmpty(report.Edits);
        Assert.Equal(links, world.Host.Execute("ip", "-brief", "link"));
        Assert.Equal(rules, world.Host.Execute("nft", "list", "ruleset"));
        Assert.False(Directory.Exists(world.LeaseDirectory));
        Assert.Empty(world.Kernel.Remove().Edits);
    }

    [PrivilegedFact]
    public void A_port_that_a_server_of_the_host_has_is_not_free()
    {
        using GatewayWorld world = new();
        using Socket server = world.Host.Namespace.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream);
        server.Bind(Any(8080));
        server.Listen();

        Assert.Equal("is in use on this host: see 'ss -lntup'", world.Kernel.PortObstacle(Web));
        Assert.Null(world.Kernel.PortObstacle(Web with { HostPort = 8081 }));
        Assert.Equal(
            "cannot be published: this host does not have the address",
            world.Kernel.PortObstacle(Web with { HostAddress = IPAddress.Parse("192.0.2.99") }));
    }

    [PrivilegedFact]
    public void The_hosts_routes_are_told_without_our_own()
    {
        using GatewayWorld world = new();
        Stand(world);

        Assert.Equal([new Block(Ipv4.ToUnit(IPAddress.Parse("192.0.2.0")), 24)], world.Kernel.Routes().AsEnumerable());
    }

    [PrivilegedFact]
    public void The_rules_of_dockers_own_gateway_bridge_are_put_back_where_docker_uses_iptables()
    {
        using GatewayWorld world = new();
        Block subnet = new(Ipv4.ToUnit(IPAddress.Parse("172.18.0.0")), 16);
        Assert.Equal(GatewayReport.Nothing, world.Kernel.MendEngineGateway(subnet));

        world.Host.Execute("iptables", "-N", "DOCKER");
        GatewayReport report = world.Kernel.MendEngineGateway(subnet);

        Assert.Empty(report.Faults);
        Assert.Equal(2, report.Edits.Length);
        Assert.Contains(
            "-A POSTROUTING -s 172.18.0.0/16 ! -o docker_gwbridge -j MASQUERADE",
            world.Host.Execute("iptables", "-t", "nat", "-S"),
            StringComparison.Ordinal);
        Assert.Contains("-A FORWARD -i docker_gwbridge -o docker_gwbridge -j DROP", world.Host.Execute("iptables", "-S"), StringComparison.Ordinal);
        Assert.Empty(world.Kernel.MendEngineGateway(subnet).Edits);
    }

    [PrivilegedFact]
    public void A_reset_needs_no_memory_and_takes_only_what_is_ours()
    {
        using GatewayWorld world = new();
        string directory = $"/run/mn-t-{Guid.NewGuid():N}";
        world.Host.Execute("nft", "add", "table", "inet", "theirs");
        world.Host.Execute("ip", "link", "add", "mnemonic", "type", "bridge");
        string links = world.Host.Execute("ip", "-brief", "link");
        string rules = world.Host.Execute("nft", "list", "ruleset");
        Stand(world);
        world.Host.Execute("nft", "add", "table", "inet", "meshnet_of_some_later_version");
        using OverlayHost overlays = new(Linux.Namespaces.NetworkNamespace.Open(world.Host.Path), $"{directory}/netns");
        using (OverlayNetwork overlay = overlays.Open("d"))
        {
            overlay.EnsureCreated(new OverlayPlan { Vni = 4097, LocalVtep = HostAddress, Mtu = 1450 });
        }

        using GatewayHost host = world.OpenHost();
        ResetReport report = new HostReset(overlays, host).Run(directory, "/run/mn-t-not-there");

        Assert.Empty(report.Failures);
        Assert.NotEmpty(report.Removed);
        Assert.Equal(links, world.Host.Execute("ip", "-brief", "link"));
        Assert.Equal(rules, world.Host.Execute("nft", "list", "ruleset"));
        Assert.False(Directory.Exists(directory));
        Assert.Empty(new HostReset(overlays, host).Run(directory).Removed);
    }

    private static GatewayPlan Stand(GatewayWorld world)
    {
        GatewayPlan plan = Plan(world.Lease(0, Web), world.Lease(1));
        GatewayReport report = world.Kernel.Apply(plan);
        Assert.Empty(report.Faults);
        return plan;
    }
}
