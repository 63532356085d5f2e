using System.Text.Json;
using MeshNet.Linux.Links;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Tests.Links;

public sealed class LinkOperationsTests
{
    [PrivilegedFact]
    public void A_bridge_is_what_ip_link_says_it_is()
    {
        using TestNamespace host = new("link");
        MacAddress mac = MacAddress.Parse("02:42:00:00:00:09");
        host.Netlink.Links.CreateBridge(new NewLink { Name = "mnbr0", Mtu = 1450, Mac = mac, Up = true, Group = 77 });

        JsonElement shown = host.ExecuteJson("ip", "-d", "-j", "link", "show", "mnbr0")[0];
        Assert.Equal(1450, shown.GetProperty("mtu").GetInt32());
        Assert.Equal(mac.ToString(), shown.GetProperty("address").GetString());
        Assert.Equal("77", shown.GetProperty("group").GetString());
        JsonElement data = shown.GetProperty("linkinfo");
        Assert.Equal("bridge", data.GetProperty("info_kind").GetString());
        Assert.Equal(0, data.GetProperty("info_data").GetProperty("mcast_snooping").GetInt32());

        Link link = host.Netlink.Links.Get("mnbr0");
        Assert.Equal(("bridge", 1450, mac, true, 77u), (link.Kind, link.Mtu, link.Mac, link.IsUp, link.Group));
        Assert.Equal(link, host.Netlink.Links.Find(link.Index)! with { Statistics = link.Statistics });
    }

    [PrivilegedTheory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void A_vxlan_is_made_in_another_namespace_and_reads_back_as_asked(string local)
    {
        using TestNamespace host = new("host");
        using TestNamespace hidden = new("hidden");
        VxlanSettings settings = VxlanSettings.Create(42, IPAddress.Parse(local), 7948);
        host.Netlink.Links.CreateVxlan(
            new NewLink { Name = "mnvx0", Mtu = 1400, Up = true, Namespace = hidden.Namespace }, settings);

        Assert.Null(host.Netlink.Links.Find("mnvx0"));
        Link link = hidden.Netlink.Links.Get("mnvx0");
        Assert.Equal(settings, link.Vxlan);
        Assert.Equal(1400, link.Mtu);

        JsonElement data = hidden.ExecuteJson("ip", "-d", "-j", "link", "show", "mnvx0")[0].GetProperty("linkinfo").GetProperty("info_data");
        Assert.Equal(42, data.GetProperty("id").GetInt32());
        Assert.Equal(7948, data.GetProperty("port").GetInt32());
        Assert.Equal(local, data.GetProperty(local.Contains(':') ? "local6" : "local").GetString());
        Assert.False(data.GetProperty("learning").GetBoolean());
        Assert.True(data.GetProperty("proxy").GetBoolean());
        // The UDP socket is in the host's namespace: the same VNI is refused there and free elsewhere.
        Assert.Contains(":7948", host.Execute("ss", "-ulnH"));
        Assert.DoesNotContain(":7948", hidden.Execute("ss", "-ulnH"));
    }

    [PrivilegedFact]
    public void A_taken_vni_is_refused_in_the_kernels_own_words()
    {
        using TestNamespace host = new("host");
        using TestNamespace hidden = new("hidden");
        VxlanSettings settings = VxlanSettings.Create(42, IPAddress.Parse("192.0.2.1"), 7948);
        host.Netlink.Links.CreateVxlan(new NewLink { Name = "mnvx0", Namespace = hidden.Namespace }, settings);
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => host.Netlink.Links.CreateVxlan(new NewLink { Name = "mnvx1" }, settings));
        Assert.Equal(
            "create vxlan mnvx1: File exists (EEXIST): A VXLAN device with the specified VNI already exists",
            refusal.Message);
        Assert.Equal((EEXIST, "EEXIST"), (refusal.Errno, refusal.ErrnoName));
    }

    [PrivilegedFact]
    public void A_veth_has_each_end_where_it_belongs_at_once()
    {
        using TestNamespace hidden = new("hidden");
        using TestNamespace container = new("container");
        hidden.Netlink.Links.CreateBridge(new NewLink { Name = "mnbr0", Up = true });
        int bridge = hidden.Netlink.Links.Get("mnbr0").Index;
        MacAddress mac = MacAddress.Parse("02:42:0a:00:00:05");
        hidden.Netlink.Links.CreateVeth(new NewVeth
        {
            Name = "mn123456789",
            Mtu = 1450,
            Up = true,
            MasterIndex = bridge,
            Group = 5,
            Peer = new VethPeer { Name = "eth0", Mtu = 1450, Mac = mac, Group = 6, Namespace = container.Namespace },
        });

        Link peer = container.Netlink.Links.Get("eth0");
        container.Netlink.Links.Set(peer.Index, new LinkChange { Up = true });
        peer = container.Netlink.Links.Get("eth0");
        Assert.Equal((mac, 1450, true, 6u), (peer.Mac, peer.Mtu, peer.HasCarrier, peer.Group));
        Link own = hidden.Netlink.Links.Get("mn123456789");
        Assert.Equal((bridge, 1450, true, 5u), (own.MasterIndex, own.Mtu, own.HasCarrier, own.Group));
        Assert.Equal(peer.Index, own.PeerIndex);
        Assert.NotNull(own.PeerNamespaceId);
        // The kernel looks after a port's carrier in its own time.
        Assert.True(Eventually.Holds(() =>
            hidden.ExecuteJson("bridge", "-j", "link").Single().GetProperty("state").GetString() == "forwarding"));
    }

    [PrivilegedFact]
    public void A_veths_name_that_is_taken_on_the_far_side_is_refused_and_leaves_nothing()
    {
        using TestNamespace hidden = new("hidden");
        using TestNamespace container = new("container");
        container.Netlink.Links.CreateBridge(new NewLink { Name = "eth0" });
        NewVeth veth = new() { Name = "mn1", Peer = new VethPeer { Name = "eth0", Namespace = container.Namespace } };
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => hidden.Netlink.Links.CreateVeth(veth));
        Assert.Equal(EEXIST, refusal.Errno);
        Assert.StartsWith("create veth mn1: File exists (EEXIST)", refusal.Message);
        Assert.Null(hidden.Netlink.Links.Find("mn1"));
    }

    [PrivilegedFact]
    public void Every_property_can_be_changed()
    {
        using TestNamespace host = new("link");
        host.Netlink.Links.CreateBridge(new NewLink { Name = "mnbr0" });
        host.Netlink.Links.CreateVeth(new NewVeth { Name = "mna", Peer = new VethPeer { Name = "mnb" } });
        int bridge = host.Netlink.Links.Get("mnbr0").Index;
        int index = host.Netlink.Links.Get("mna").Index;
        MacAddress mac = MacAddress.Parse("02:00:00:00:00:77");
        host.Netlink.Links.Set(index, new LinkChange
        {
            Up = true,
            Mtu = 1280,
            MasterIndex = bridge,
            Mac = mac,
            Alias = "network démo",
            Group = 9,
            Name = "mnc",
        });
        JsonElement shown = host.ExecuteJson("ip", "-j", "link", "show", "mnc")[0];
        Assert.Equal("network démo", shown.GetProperty("ifalias").GetString());
        Assert.Equal("mnbr0", shown.GetProperty("master").GetString());
        Assert.Equal(mac.ToString(), shown.GetProperty("address").GetString());
        Assert.Equal(1280, shown.GetProperty("mtu").GetInt32());
        Assert.Equal("network démo", host.Netlink.Links.Get("mnc").Alias);

        host.Netlink.Links.Set(index, new LinkChange { MasterIndex = 0, Up = false });
        Link link = host.Netlink.Links.Get("mnc");
        Assert.Equal((null, false, 1280), (link.MasterIndex, link.IsUp, link.Mtu));
    }

    [PrivilegedFact]
    public void A_port_of_a_bridge_can_be_isolated()
    {
        using TestNamespace host = new("link");
        host.Netlink.Links.CreateBridge(new NewLink { Name = "mnbr0" });
        int bridge = host.Netlink.Links.Get("mnbr0").Index;
        host.Netlink.Links.CreateVeth(new NewVeth { Name = "mna", MasterIndex = bridge, Peer = new VethPeer { Name = "mnb" } });
        int index = host.Netlink.Links.Get("mna").Index;
        Assert.Equal(false, host.Netlink.Links.Get("mna").IsIsolated);
        Assert.Null(host.Netlink.Links.Get("mnb").IsIsolated);
        host.Netlink.Links.Set(index, new LinkChange { Isolated = true });
        Assert.Equal(true, host.Netlink.Links.Get("mna").IsIsolated);
        JsonElement shown = host.ExecuteJson("bridge", "-d", "-j", "link", "show", "dev", "mna")[0];
        Assert.True(shown.GetProperty("isolated").GetBoolean());
        host.Netlink.Links.Set(index, new LinkChange { Isolated = false });
        Assert.Equal(false, host.Netlink.Links.Get("mna").IsIsolated);
    }

    [PrivilegedFact]
    public void A_refused_change_says_what_was_asked()
    {
        using TestNamespace host = new("link");
        host.Netlink.Links.CreateBridge(new NewLink { Name = "mnbr0" });
        int index = host.Netlink.Links.Get("mnbr0").Index;
        NetlinkException refusal = Assert.Throws<NetlinkException>(
            () => host.Netlink.Links.Set(index, new LinkChange { Mtu = 1_000_000 }));
        Assert.Equal($"set link {index} mtu 1000000: Invalid argument (EINVAL): mtu greater than device maximum", refusal.Message);
    }

    [PrivilegedFact]
    public void Deleting_tells_whether_there_was_a_link()
    {
        using TestNamespace host = new("link");
        host.Netlink.Links.CreateBridge(new NewLink { Name = "mnbr0" });
        Assert.True(host.Netlink.Links.Delete("mnbr0"));
        Assert.False(host.Netlink.Links.Delete("mnbr0"));
        Assert.False(host.Netlink.Links.Delete(4711));
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => host.Netlink.Links.Get("mnbr0"));
        Assert.Equal("get link mnbr0: No such device (ENODEV)", refusal.Message);
    }

    [PrivilegedFact]
    public void Many_links_go_at_once_and_the_missing_ones_are_passed_over()
    {
        using TestNamespace host = new("link");
        for (int number = 0; number < 20; number++)
        {
            host.Netlink.Links.CreateVeth(new NewVeth { Name = $"mna{number}", Peer = new VethPeer { Name = $"mnb{number}" } });
        }

        host.Netlink.Links.CreateBridge(new NewLink { Name = "stays" });
        IEnumerable<Link> doomed = host.Netlink.Links.List().Where(link => link.Name.StartsWith("mna", StringComparison.Ordinal));
        host.Netlink.Links.DeleteAll(doomed.Select(link => link.Index).Append(4711));
        Assert.DoesNotContain(host.Netlink.Links.List(), link => link.Kind == "veth");
        Assert.NotNull(host.Netlink.Links.Find("stays"));
        host.Netlink.Links.DeleteAll([]);
    }

    [PrivilegedFact]
    public void Names_that_no_link_can_have_are_refused_before_the_kernel_sees_them()
    {
        using TestNamespace host = new("link");
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => host.Netlink.Links.CreateBridge(new NewLink { Name = "sixteen-letters-" }));
        Assert.Contains("longer than a link's name can be, 15 bytes", refusal.Message);
        Assert.Throws<ArgumentException>(() => host.Netlink.Links.Find(""));
    }

    [Theory]
    [InlineData(0u, (ushort)7948)]
    [InlineData(0x100_0000u, (ushort)7948)]
    [InlineData(1u, (ushort)0)]
    public void A_vni_or_port_out_of_range_is_refused(uint vni, ushort port) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => VxlanSettings.Create(vni, IPAddress.Loopback, port));

    [PrivilegedFact]
    public void The_list_is_that_of_ip_link()
    {
        using TestNamespace host = new("link");
        host.Netlink.Links.CreateVeth(new NewVeth { Name = "mna", Peer = new VethPeer { Name = "mnb" } });
        IEnumerable<(int, string, int)> shown = host.ExecuteJson("ip", "-j", "link").Select(link => (
            link.GetProperty("ifindex").GetInt32(), link.GetProperty("ifname").GetString()!, link.GetProperty("mtu").GetInt32()));
        Assert.Equal(shown.Order(), host.Netlink.Links.List().Select(link => (link.Index, link.Name, link.Mtu)).Order());
    }

    [PrivilegedFact]
    public void Counters_count()
    {
        using TestNamespace host = new("link");
        host.Execute("ping", "-c", "3", "-i", "0.01", "127.0.0.1");
        LinkStatistics? statistics = host.Netlink.Links.Get("lo").Statistics;
        Assert.True(statistics is { ReceivedPackets: >= 6, SentPackets: >= 6, ReceivedBytes: >= 500, ReceiveErrors: 0 });
    }
}
