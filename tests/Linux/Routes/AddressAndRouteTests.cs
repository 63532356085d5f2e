using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Routes;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Tests.Routes;

public sealed class AddressAndRouteTests : IDisposable
{
    private readonly TestNamespace? _host = Environment.IsPrivilegedProcess ? new TestNamespace("route") : null;

    private TestNamespace Host => _host!;

    private RoutingNetlink Netlink => Host.Netlink;

    public void Dispose() => _host?.Dispose();

    [PrivilegedFact]
    public void Addresses_are_what_ip_addr_shows()
    {
        int link = CreateLink();
        InterfaceAddress v4 = new(link, IPAddress.Parse("10.0.7.2"), 22);
        InterfaceAddress v6 = new(link, IPAddress.Parse("fd00::2"), 64);
        Netlink.Addresses.Add(v4);
        Netlink.Addresses.Add(v6);
        Assert.Contains("inet 10.0.7.2/22 brd 10.0.7.255 scope global", Host.Execute("ip", "addr", "show", "mna"));
        // "nodad": not tentative, usable at once.
        Assert.Contains("inet6 fd00::2/64 scope global nodad", Host.Execute("ip", "addr", "show", "mna"));
        Assert.Contains(v4, Netlink.Addresses.List());
        Assert.Contains(v6, Netlink.Addresses.List());

        NetlinkException refusal = Assert.Throws<NetlinkException>(() => Netlink.Addresses.Add(v4));
        Assert.StartsWith($"add address 10.0.7.2/22 to link {link}: File exists (EEXIST)", refusal.Message);
        Netlink.Addresses.Delete(v4);
        Netlink.Addresses.Delete(v6);
        Assert.DoesNotContain(Netlink.Addresses.List(), address => address.Equals(v4) || address.Equals(v6));
        refusal = Assert.Throws<NetlinkException>(() => Netlink.Addresses.Delete(v4));
        Assert.Equal(EADDRNOTAVAIL, refusal.Errno);
    }

    [PrivilegedFact]
    public void Routes_are_what_ip_route_shows()
    {
        int link = CreateLink();
        Netlink.Addresses.Add(new InterfaceAddress(link, IPAddress.Parse("10.0.0.2"), 24));
        Netlink.Addresses.Add(new InterfaceAddress(link, IPAddress.Parse("fd00::2"), 64));
        Route byDefault = new(IPNetwork.Parse("0.0.0.0/0")) { Gateway = IPAddress.Parse("10.0.0.1"), LinkIndex = link, Metric = 100 };
        Route byDefault6 = byDefault with
        {
            Destination = IPNetwork.Parse("::/0"),
            Gateway = IPAddress.Parse("fd00::1"),
            Metric = 1024,
        };
        Route onLink = new(IPNetwork.Parse("10.96.0.0/12")) { LinkIndex = link, PreferredSource = IPAddress.Parse("10.0.0.2") };
        Route far = new(IPNetwork.Parse("172.30.0.0/16"))
        {
            Gateway = IPAddress.Parse("198.51.100.1"),
            LinkIndex = link,
            OnLink = true,
        };
        foreach (Route route in new[] { byDefault, byDefault6, onLink, far })
        {
            Netlink.Routes.Add(route);
        }

        string shown = Host.Execute("ip", "route");
        Assert.Contains("default via 10.0.0.1 dev mna proto static metric 100", shown);
        Assert.Contains("10.96.0.0/12 dev mna proto static scope link src 10.0.0.2", shown);
        Assert.Contains("172.30.0.0/16 via 198.51.100.1 dev mna proto static onlink", shown);
        Assert.Contains("default via fd00::1 dev mna proto static metric 1024", Host.Execute("ip", "-6", "route"));
        IReadOnlyList<Route> listed = Netlink.Routes.List();
        Assert.All([byDefault, byDefault6, onLink, far], (Route route) => Assert.Contains(route, listed));
        Assert.Contains(listed, route => route.Destination == IPNetwork.Parse("10.0.0.0/24"));

        Netlink.Routes.Replace(byDefault with { Gateway = IPAddress.Parse("10.0.0.254") });
        Assert.Contains("default via 10.0.0.254", Host.Execute("ip", "route"));
        Netlink.Routes.Delete(far);
        Assert.DoesNotContain("172.30", Host.Execute("ip", "route"));
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => Netlink.Routes.Delete(far));
        Assert.StartsWith($"delete route 172.30.0.0/16 via 198.51.100.1 dev {link}: No such process (ESRCH)", refusal.Message);
    }

    [PrivilegedFact]
    public void A_lookup_says_where_a_packet_goes_and_comes_from()
    {
        int link = CreateLink();
        Netlink.Addresses.Add(new InterfaceAddress(link, IPAddress.Parse("10.0.0.2"), 24));
        Netlink.Addresses.Add(new InterfaceAddress(link, IPAddress.Parse("fd00::2"), 64));
        Netlink.Routes.Add(new Route(IPNetwork.Parse("0.0.0.0/0")) { Gateway = IPAddress.Parse("10.0.0.1") });

        Assert.Equal(
            new RouteLookup(link, IPAddress.Parse("10.0.0.2"), IPAddress.Parse("10.0.0.1")),
            Netlink.Routes.Lookup(IPAddress.Parse("203.0.113.10")));
        Assert.Equal(new RouteLookup(link, IPAddress.Parse("10.0.0.2"), null), Netlink.Routes.Lookup(IPAddress.Parse("10.0.0.9")));
        Assert.Equal(new RouteLookup(link, IPAddress.Parse("fd00::2"), null), Netlink.Routes.Lookup(IPAddress.Parse("fd00::9")));
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => Netlink.Routes.Lookup(IPAddress.Parse("2001:db8::1")));
        Assert.Equal(ENETUNREACH, refusal.Errno);
    }

    private int CreateLink()
    {
        Netlink.Links.CreateVeth(new NewVeth { Name = "mna", Up = true, Peer = new VethPeer { Name = "mnb" } });
        Netlink.Links.Set(Netlink.Links.Get("mnb").Index, new LinkChange { Up = true });
        return Netlink.Links.Get("mna").Index;
    }
}
