using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Overlay;

namespace MeshNet.Linux.Tests.Overlay;

/// <summary>What a reconciliation does to drift that somebody made by hand, and to what is right.</summary>
public sealed class OverlayRepairTests
{
    [PrivilegedFact]
    public void Applying_a_plan_again_changes_nothing()
    {
        using TwoHosts lab = new();
        lab.Attach();
        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0));
        Assert.True(report.IsUnchanged, string.Join("; ", [.. report.Repairs, .. report.Errors]));
    }

    [PrivilegedFact]
    public void Flushed_tables_are_filled_again_and_nothing_else_is_touched()
    {
        using TwoHosts lab = new();
        lab.Attach();
        lab.ExecuteHidden(0, "bridge", "fdb", "del", "02:42:0a:00:00:02", "dev", "mnvx0", "dst", "192.0.2.2");
        lab.ExecuteHidden(0, "ip", "neigh", "del", "10.0.0.2", "dev", "mnvx0");
        lab.ExecuteHidden(0, "bridge", "fdb", "add", "02:42:0a:00:00:77", "dev", "mnvx0", "dst", "192.0.2.77");
        lab.ExecuteHidden(0, "bridge", "fdb", "append", "00:00:00:00:00:00", "dev", "mnvx0", "dst", "192.0.2.77", "port", "9999");
        Assert.False(lab.CanPing("10.0.0.2"));

        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0));
        Assert.Equal((2, 2), (report.Programmed, report.Removed));
        Assert.Empty(report.Repairs);
        Assert.Empty(report.Errors);
        Assert.True(lab.CanPing("10.0.0.2"));
        Assert.True(lab.Networks[0].Apply(lab.Plan(0)).IsUnchanged);
    }

    [PrivilegedFact]
    public void A_deleted_bridge_comes_back_with_its_ports()
    {
        using TwoHosts lab = new();
        lab.Attach();
        lab.ExecuteHidden(0, "ip", "link", "del", "mnbr0");
        Assert.False(lab.CanPing("10.0.0.2"));
        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0));
        Assert.Contains("created mnbr0", report.Repairs);
        Assert.True(Eventually.Holds(() => lab.CanPing("10.0.0.2")));
        Assert.True(lab.Networks[0].Apply(lab.Plan(0)).IsUnchanged);
    }

    [PrivilegedFact]
    public void A_deleted_vxlan_comes_back_with_its_tables()
    {
        using TwoHosts lab = new();
        lab.Attach();
        lab.ExecuteHidden(0, "ip", "link", "del", "mnvx0");
        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0));
        Assert.Equal<string>(["created mnvx0"], report.Repairs);
        Assert.Equal(3, report.Programmed);
        Assert.True(Eventually.Holds(() => lab.CanPing("10.0.0.2")));
    }

    [PrivilegedFact]
    public void Links_that_were_changed_by_hand_are_set_right()
    {
        using TwoHosts lab = new();
        lab.Attach();
        string veth = TwoHosts.Local(0).LinkName;
        lab.ExecuteHidden(0, "ip", "link", "set", "mnvx0", "down", "mtu", "1300");
        lab.ExecuteHidden(0, "ip", "link", "set", "mnbr0", "down");
        lab.ExecuteHidden(0, "ip", "link", "set", veth, "nomaster", "down");
        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0));
        Assert.Contains(report.Repairs, repair => repair.StartsWith("set mnbr0 up", StringComparison.Ordinal));
        Assert.Contains("set mnvx0 up, mtu 1450", report.Repairs);
        Assert.Contains(report.Repairs, repair => repair.StartsWith($"set {veth} up, master ", StringComparison.Ordinal));
        Assert.True(Eventually.Holds(() => lab.CanPing("10.0.0.2")));
        Assert.True(lab.Networks[0].Apply(lab.Plan(0)).IsUnchanged);
    }

    [PrivilegedFact]
    public void An_incompatible_vxlan_is_replaced_and_the_reason_is_told()
    {
        using TwoHosts lab = new();
        lab.Attach();
        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0) with { Vni = 43 });
        Assert.Equal<string>(["recreated mnvx0: its VNI was 42, not 43"], report.Repairs);
        Assert.Equal(3, report.Programmed);
    }

    [PrivilegedFact]
    public void A_vni_that_another_device_has_is_refused_in_the_kernels_words()
    {
        using TwoHosts lab = new();
        lab.Hosts[0].Execute("ip", "link", "add", "theirs", "type", "vxlan", "id", "42", "dstport", "7948", "local", "192.0.2.1");
        NetlinkException refusal = Assert.Throws<NetlinkException>(() => lab.Networks[0].Apply(lab.Plan(0)));
        Assert.Equal("create vxlan mnvx0: File exists (EEXIST): A VXLAN device with the specified VNI already exists", refusal.Message);
        // Nothing of another owner was touched, and the plan can be applied once it is gone.
        lab.Hosts[0].Execute("ip", "link", "del", "theirs");
        Assert.Empty(lab.Networks[0].Apply(lab.Plan(0)).Errors);
    }

    [PrivilegedFact]
    public void A_restarted_daemon_adopts_what_is_there_without_touching_it()
    {
        using TwoHosts lab = new();
        lab.Attach();
        int before = VxlanIndex(lab);
        using OverlayHost host = lab.OpenHost(0);
        using OverlayNetwork adopted = host.Open(TwoHosts.NetworkName);
        OverlayOutcome report = adopted.Apply(lab.Plan(0));
        Assert.True(report.IsUnchanged, string.Join("; ", report.Repairs));
        Assert.Equal(before, VxlanIndex(lab));
        Assert.Equal([TwoHosts.NetworkName], host.ListNetworks());
    }

    [PrivilegedFact]
    public void A_namespace_file_removed_by_hand_is_mounted_again_while_the_containers_go_on()
    {
        using TwoHosts lab = new();
        lab.Attach();
        NamespaceFile.Delete(lab.Networks[0].NamespacePath);
        Assert.True(lab.CanPing("10.0.0.2"));
        OverlayOutcome report = lab.Networks[0].Apply(lab.Plan(0));
        Assert.Equal<string>([$"mounted namespace {lab.Networks[0].NamespacePath} again"], report.Repairs);
        Assert.Contains("mnvx0", lab.ExecuteHidden(0, "ip", "link"));
    }

    [PrivilegedFact]
    public void A_link_of_no_endpoint_is_removed_unless_the_plan_is_still_in_doubt()
    {
        using TwoHosts lab = new();
        lab.Attach();
        OverlayPlan plan = lab.Plan(0) with { Veths = [] };
        Assert.True(lab.Networks[0].Apply(plan with { KeepUnknownLinks = true }).IsUnchanged);
        Assert.True(lab.CanPing("10.0.0.2"));
        Assert.Equal<string>([$"removed {TwoHosts.Local(0).LinkName}: it belongs to no endpoint"], lab.Networks[0].Apply(plan).Repairs);
        Assert.Null(lab.Containers[0].Netlink.Links.Find("eth0"));
    }

    private static int VxlanIndex(TwoHosts lab)
    {
        using NetworkNamespace hidden = NetworkNamespace.Open(lab.Networks[0].NamespacePath);
        using RoutingNetlink netlink = RoutingNetlink.Open(hidden);
        return netlink.Links.Get(OverlayNames.Vxlan).Index;
    }
}
