using System.Text.Json;
using MeshNet.Linux.Overlay;

namespace MeshNet.Linux.Tests.Overlay;

public sealed class OverlayNetworkTests
{
    [PrivilegedTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Containers_of_two_hosts_hear_each_other_over_either_underlay_in_either_family(bool underlayIsIPv6)
    {
        using TwoHosts lab = new(underlayIsIPv6);
        lab.Attach();
        Assert.True(lab.CanPing("10.0.0.2"));
        Assert.True(Eventually.Holds(() => lab.CanPing("fd00::2")));
        // A full packet of the overlay's MTU passes unbroken.
        int payload = lab.Plan(0).Mtu - 28;
        lab.Containers[0].Execute("ping", "-c", "1", "-W", "2", "-M", "do", "-s", $"{payload}", "10.0.0.2");
        // Bridge and VXLAN have no addresses, so they have nothing to say to the other hosts on their own.
        Assert.DoesNotContain("fe80", lab.ExecuteHidden(0, "ip", "-6", "addr"));
        // The kernel answered for its neighbours itself and learnt nothing from the packets.
        Assert.Equal(2, lab.Networks[0].ReadTables()!.Neighbours.Count(entry => entry.IsPermanent));
        Assert.Single(lab.Networks[0].ReadTables()!.Fdb);
    }

    [PrivilegedFact]
    public void The_tables_are_what_bridge_and_ip_show()
    {
        using TwoHosts lab = new();
        lab.Attach();
        using JsonDocument fdb = JsonDocument.Parse(lab.ExecuteHidden(0, "bridge", "-j", "fdb", "show", "dev", "mnvx0"));
        JsonElement entry = Assert.Single(fdb.RootElement.EnumerateArray(), entry => entry.TryGetProperty("dst", out _));
        Assert.Equal("02:42:0a:00:00:02", entry.GetProperty("mac").GetString());
        Assert.Equal("192.0.2.2", entry.GetProperty("dst").GetString());
        Assert.Equal("permanent", entry.GetProperty("state").GetString());
        using JsonDocument neighbours = JsonDocument.Parse(
            lab.ExecuteHidden(0, "ip", "-j", "-4", "neigh", "show", "dev", "mnvx0", "nud", "permanent"));
        JsonElement neighbour = Assert.Single(neighbours.RootElement.EnumerateArray());
        Assert.Equal("10.0.0.2", neighbour.GetProperty("dst").GetString());
        Assert.Equal("02:42:0a:00:00:02", neighbour.GetProperty("lladdr").GetString());
    }

    [PrivilegedFact]
    public void Remote_endpoints_come_and_go_without_a_whole_plan()
    {
        using TwoHosts lab = new();
        lab.Attach();
        OverlayOutcome report = lab.Networks[0].ApplyRemoteChanges([], [lab.Remote(1)]);
        Assert.Equal((0, 3), (report.Programmed, report.Removed));
        Assert.False(lab.CanPing("10.0.0.2"));
        // A second removal finds nothing, which is as it should be.
        Assert.Empty(lab.Networks[0].ApplyRemoteChanges([], [lab.Remote(1)]).Errors);
        report = lab.Networks[0].ApplyRemoteChanges([lab.Remote(1)], []);
        Assert.Equal((3, 0), (report.Programmed, report.Removed));
        Assert.True(lab.CanPing("10.0.0.2"));
    }

    [PrivilegedFact]
    public void An_entry_that_the_kernel_refuses_is_reported_and_does_not_stop_the_others()
    {
        using TwoHosts lab = new();
        lab.Attach();
        RemoteStation bad = lab.Remote(1) with { Vtep = System.Net.IPAddress.Parse("2001:db8::2"), Mac = TwoHosts.Local(1).Mac };
        RemoteStation good = new(
            Messages.MacAddress.Parse("02:42:0a:00:00:09"), lab.Vtep(1), System.Net.IPAddress.Parse("10.0.0.9"));
        OverlayOutcome report = lab.Networks[0].ApplyRemoteChanges([bad, good], []);
        string error = Assert.Single(report.Errors);
        Assert.StartsWith("replace fdb 02:42:0a:00:00:02 dst 2001:db8::2: ", error);
        Assert.Contains(lab.Networks[0].ReadTables()!.Fdb, entry => entry.Mac == good.Mac);
    }

    [PrivilegedFact]
    public void Broadcasts_reach_the_hosts_that_are_flooded_and_no_others()
    {
        using TwoHosts lab = new();
        lab.Attach();
        Assert.False(CanPingBroadcast(lab));
        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0) with { FloodVteps = [lab.Vtep(1)] });
        Assert.Equal(1, report.Programmed);
        Assert.True(CanPingBroadcast(lab));
        report = lab.Networks[0].Apply(lab.Plan(0));
        Assert.Equal(1, report.Removed);
        Assert.False(CanPingBroadcast(lab));
    }

    [PrivilegedFact]
    public void A_link_for_docker_waits_in_the_hosts_namespace_and_moves_as_docker_moves_it()
    {
        using TwoHosts lab = new();
        lab.Attach();
        EndpointVeth endpoint = TwoHosts.Local(0) with
        {
            LinkName = "mnfeedbeef0",
            Mac = Messages.MacAddress.Parse("02:42:0a:00:00:55"),
            Addresses = [SubnetAddress.Parse("10.0.0.55/24")],
        };
        OverlayPlan plan = lab.Plan(0) with { Veths = [TwoHosts.Local(0), endpoint] };
        Assert.Equal<string>(["mnfeedbeef0"], lab.Networks[0].Apply(plan).MissingVeths);
        lab.Networks[0].CreateHostLink(endpoint);
        lab.Networks[0].CreateHostLink(endpoint);
        Assert.True(lab.Networks[0].Apply(plan).IsUnchanged);

        using TestNamespace container = new("docker");
        lab.Hosts[0].Execute("ip", "link", "set", "mnfeedbeef0", "netns", container.Path);
        container.Execute("ip", "link", "set", "mnfeedbeef0", "name", "eth0");
        container.Execute("ip", "addr", "add", "10.0.0.55/24", "dev", "eth0");
        container.Execute("ip", "link", "set", "eth0", "up");
        Assert.Equal("02:42:0a:00:00:55", container.Netlink.Links.Get("eth0").Mac.ToString());
        lab.Networks[1].ApplyRemoteChanges(
            [new RemoteStation(endpoint.Mac, lab.Vtep(0), endpoint.Addresses[0].Address)], []);
        Assert.True(Eventually.Holds(() => container.TryExecute("ping", "-c", "1", "-W", "1", "10.0.0.2").IsSuccess));

        // Docker gives the link back to the host when the container ends: still ours, still the endpoint's.
        container.Execute("ip", "link", "set", "eth0", "down", "name", "mnfeedbeef0");
        container.Execute("ip", "link", "set", "mnfeedbeef0", "netns", lab.Hosts[0].Path);
        Assert.True(lab.Networks[0].Apply(plan).IsUnchanged);
        Assert.Equal(OverlayNames.LinkGroup, lab.Hosts[0].Netlink.Links.Get("mnfeedbeef0").Group);
        lab.Networks[0].DeleteEndpointLinks([endpoint.LinkName, "mnabsent"]);
        Assert.Null(lab.Hosts[0].Netlink.Links.Find("mnfeedbeef0"));
    }

    [PrivilegedFact]
    public void A_container_link_is_completed_when_repeated_and_follows_its_endpoint_to_another_container()
    {
        using TwoHosts lab = new();
        lab.Attach();
        lab.Containers[0].Execute("ip", "addr", "flush", "dev", "eth0");
        lab.Networks[0].CreateContainerLink(TwoHosts.Local(0), lab.Containers[0].Namespace, "eth0");
        Assert.True(lab.CanPing("10.0.0.2"));

        using TestNamespace other = new("other");
        lab.Networks[0].CreateContainerLink(TwoHosts.Local(0), other.Namespace, "eth0");
        Assert.Null(lab.Containers[0].Netlink.Links.Find("eth0"));
        Assert.True(Eventually.Holds(() => other.TryExecute("ping", "-c", "1", "-W", "1", "10.0.0.2").IsSuccess));
    }

    [PrivilegedFact]
    public void A_deleted_overlay_leaves_nothing_and_its_vni_is_free_at_once()
    {
        using TwoHosts lab = new();
        lab.Attach();
        for (int round = 0; round < 3; round++)
        {
            lab.Networks[0].Delete();
            Assert.False(File.Exists(lab.Networks[0].NamespacePath));
            Assert.Null(lab.Containers[0].Netlink.Links.Find("eth0"));
            Assert.Null(lab.Networks[0].ReadTables());
            lab.Networks[0].EnsureCreated(lab.Plan(0));
        }
    }

    [PrivilegedFact]
    public void Cleanup_needs_no_record_and_leaves_what_is_not_ours()
    {
        using TwoHosts lab = new();
        lab.Attach();
        lab.Networks[0].CreateHostLink(TwoHosts.Local(0) with { LinkName = "mnwaiting1" });
        // Somebody else's: one with a name like ours, one with our mark and another prefix.
        lab.Hosts[0].Execute("ip", "link", "add", "mntheirs", "type", "bridge");
        lab.Hosts[0].Execute("ip", "link", "add", "br-lab", "group", $"{OverlayNames.LinkGroup}", "type", "bridge");
        string before = lab.Hosts[0].Execute("ip", "-br", "link", "show", "under");

        using OverlayHost host = lab.OpenHost(0);
        OverlayOutcome report = OverlayCleanup.RemoveAll(host);
        Assert.Empty(report.Errors);
        Assert.Contains("removed overlay demo", report.Repairs);
        Assert.False(Directory.Exists(host.NamespaceDirectory));
        Assert.Null(lab.Containers[0].Netlink.Links.Find("eth0"));
        IEnumerable<string> names = host.Netlink.Links.List().Select(link => link.Name);
        Assert.Equal(["br-lab", "lo", "mntheirs", "under"], names.Order(StringComparer.Ordinal));
        Assert.Equal(before, lab.Hosts[0].Execute("ip", "-br", "link", "show", "under"));
        Assert.DoesNotContain("7948", lab.Hosts[0].Execute("ss", "-ulnH"));
        Assert.True(OverlayCleanup.RemoveAll(host).IsUnchanged);
    }

    [PrivilegedTheory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("-x")]
    [InlineData("nul\0")]
    public void A_name_that_is_no_file_name_is_refused(string name)
    {
        using OverlayHost host = OverlayHost.OpenCurrent();
        Assert.ThrowsAny<ArgumentException>(() => host.Open(name));
    }

    [PrivilegedFact]
    public void Nothing_can_be_attached_before_the_overlay_is_there()
    {
        using OverlayHost host = OverlayHost.OpenCurrent();
        using OverlayNetwork network = host.Open("mn-absent");
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => network.CreateHostLink(TwoHosts.Local(0)));
        Assert.Contains("mn-absent has not been created", refusal.Message);
        Assert.Null(network.ReadTables());
    }

    private static bool CanPingBroadcast(TwoHosts lab)
    {
        lab.Containers[1].Execute("sh", "-c", "echo 0 > /proc/sys/net/ipv4/icmp_echo_ignore_broadcasts");
        return lab.Containers[0].TryExecute("ping", "-b", "-c", "1", "-W", "1", "10.0.0.255").Output.Contains("64 bytes from 10.0.0.2");
    }
}
