using MeshNet.Actors.GatewayBridge;
using static MeshNet.Node.Tests.GatewayBridge.GatewayWorld;

namespace MeshNet.Node.Tests.GatewayBridge;

/// <summary>Who reaches whom through our gateway bridge, under Docker's FORWARD policy DROP. Real packets, in namespaces of the test.</summary>
public sealed class GatewayTrafficTests
{
    private static readonly PublishedPort Web = new("tcp", null, 8080, 80);

    [PrivilegedFact]
    public void A_container_reaches_the_outside_under_the_hosts_address()
    {
        using GatewayWorld world = new();
        Stand(world);

        Assert.Equal(HostAddress, Meet(world.Outside, Any(7000), world.Containers[0].Inside, new(OutsideAddress, 7000)));
    }

    [PrivilegedFact]
    public void A_published_port_is_reached_from_outside_and_sees_who_calls()
    {
        using GatewayWorld world = new();
        Stand(world);

        Assert.Equal(OutsideAddress, Meet(world.Containers[0].Inside, Any(80), world.Outside, new(HostAddress, 8080)));
    }

    [PrivilegedFact]
    public void A_published_port_is_reached_from_the_host_by_its_address_and_by_localhost()
    {
        using GatewayWorld world = new();
        Stand(world);

        Meet(world.Containers[0].Inside, Any(80), world.Host, new(HostAddress, 8080));
        Meet(world.Containers[0].Inside, Any(80), world.Host, new(IPAddress.Loopback, 8080));
    }

    [PrivilegedFact]
    public void A_port_published_on_one_address_is_not_on_another()
    {
        using GatewayWorld world = new();
        world.Kernel.Apply(Plan(world.Lease(0, Web with { HostAddress = IPAddress.Loopback })));

        Meet(world.Containers[0].Inside, Any(80), world.Host, new(IPAddress.Loopback, 8080));
        Assert.True(AreApart(world.Containers[0].Inside, Any(80), world.Outside, new(HostAddress, 8080)));
    }

    [PrivilegedFact]
    public void Containers_do_not_reach_each_other_nor_does_the_outside_reach_what_is_not_published()
    {
        using GatewayWorld world = new();
        Stand(world);
        IPEndPoint first = new(Ipv4.ToAddress(AddressOf(0)), 80);
        world.Outside.Execute("ip", "route", "add", Subnet.ToString(), "via", HostAddress.ToString());

        Assert.True(AreApart(world.Containers[0].Inside, Any(80), world.Containers[1].Inside, first));
        Assert.True(AreApart(world.Containers[0].Inside, Any(80), world.Containers[1].Inside, new(HostAddress, 8080)));
        Assert.True(AreApart(world.Containers[0].Inside, Any(80), world.Outside, first));
        Meet(world.Containers[0].Inside, Any(80), world.Host, first);
    }

    [PrivilegedFact]
    public void A_container_does_not_reach_the_hosts_loopback()
    {
        using GatewayWorld world = new();
        Stand(world);
        world.Containers[0].Inside.Execute("ip", "route", "add", "127.0.0.2/32", "via", Ipv4.ToText(Subnet.Start + 1), "dev", "eth1");
        world.Containers[0].Inside.Execute("sysctl", "-qw", "net.ipv4.conf.eth1.route_localnet=1");
        world.Containers[0].Inside.Execute("ip", "rule", "add", "pref", "0", "to", "127.0.0.2", "lookup", "main");
        world.Containers[0].Inside.Execute("ip", "rule", "add", "pref", "100", "lookup", "local");
        world.Containers[0].Inside.Execute("ip", "rule", "del", "pref", "0", "lookup", "local");

        IPEndPoint local = new(IPAddress.Parse("127.0.0.2"), 7001);
        Assert.True(AreApart(world.Host, local, world.Containers[0].Inside, local));

        world.Host.Execute("nft", "flush", "chain", "ip", "meshnet_gwbridge", "guard");
        Meet(world.Host, local, world.Containers[0].Inside, local);
    }

    private static void Stand(GatewayWorld world)
    {
        GatewayReport report = world.Kernel.Apply(Plan(world.Lease(0, Web), world.Lease(1)));
        Assert.Empty(report.Faults);
        Assert.Empty(report.Ended);
    }
}
