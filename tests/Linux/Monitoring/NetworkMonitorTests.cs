using MeshNet.Linux.Links;
using MeshNet.Linux.Monitoring;
using MeshNet.Linux.Neighbours;

namespace MeshNet.Linux.Tests.Monitoring;

public sealed class NetworkMonitorTests
{
    [PrivilegedFact]
    public async Task A_link_that_somebody_deletes_is_noticed()
    {
        using TestNamespace host = new("watch");
        using NetworkMonitor monitor = NetworkMonitor.Open(host.Namespace);
        host.Execute("ip", "link", "add", "mnbr0", "type", "bridge");
        NetworkEvent.LinkChanged made = (NetworkEvent.LinkChanged)await NextAsync(monitor, happened => happened is NetworkEvent.LinkChanged);
        Assert.Equal(("mnbr0", "bridge"), (made.Link.Name, made.Link.Kind));
        host.Execute("ip", "link", "del", "mnbr0");
        NetworkEvent.LinkDeleted gone = (NetworkEvent.LinkDeleted)await NextAsync(monitor, happened => happened is NetworkEvent.LinkDeleted);
        Assert.Equal(made.Link.Index, gone.Link.Index);
    }

    [PrivilegedFact]
    public async Task A_link_that_leaves_for_another_namespace_is_noticed()
    {
        using TestNamespace host = new("watch");
        using TestNamespace other = new("other");
        host.Netlink.Links.CreateVeth(new NewVeth { Name = "mna", Peer = new VethPeer { Name = "mnb" } });
        using NetworkMonitor monitor = NetworkMonitor.Open(host.Namespace);
        host.Execute("ip", "link", "set", "mnb", "netns", other.Path);
        NetworkEvent.LinkDeleted gone = (NetworkEvent.LinkDeleted)await NextAsync(monitor, happened => happened is NetworkEvent.LinkDeleted);
        Assert.Equal("mnb", gone.Link.Name);
    }

    /// <summary>Of those that are made it is not told: they would be first.</summary>
    [PrivilegedFact]
    public async Task An_entry_that_is_removed_is_noticed_when_asked_for()
    {
        using TestNamespace host = new("watch");
        host.Netlink.Links.CreateVxlan(
            new NewLink { Name = "mnvx0" }, VxlanSettings.Create(7, IPAddress.Parse("192.0.2.1"), 7948));
        int vxlan = host.Netlink.Links.Get("mnvx0").Index;
        using NetworkMonitor monitor = NetworkMonitor.Open(host.Namespace, watchTables: true);
        host.Execute("bridge", "fdb", "add", "02:00:00:00:00:01", "dev", "mnvx0", "dst", "192.0.2.2");
        host.Execute("bridge", "fdb", "del", "02:00:00:00:00:01", "dev", "mnvx0");
        Assert.Equal(
            new NetworkEvent.FdbEntryRemoved(vxlan, MacAddress.LocallyAdministered(1)), await NextAsync(monitor, happened => happened is not NetworkEvent.LinkChanged));
        host.Execute("ip", "neigh", "add", "10.0.0.7", "lladdr", "02:00:00:00:00:01", "dev", "mnvx0", "nud", "permanent");
        host.Execute("ip", "neigh", "del", "10.0.0.7", "dev", "mnvx0");
        Assert.Equal(
            new NetworkEvent.NeighbourRemoved(vxlan, IPAddress.Parse("10.0.0.7")), await NextAsync(monitor, happened => happened is not NetworkEvent.LinkChanged));
    }

    [PrivilegedFact]
    public async Task A_reader_that_falls_far_behind_is_told_that_events_were_lost()
    {
        using TestNamespace host = new("watch");
        host.Netlink.Links.CreateVxlan(
            new NewLink { Name = "mnvx0" }, VxlanSettings.Create(7, IPAddress.Parse("192.0.2.1"), 7948));
        host.Netlink.Links.CreateBridge(new NewLink { Name = "mnbr0" });
        int vxlan = host.Netlink.Links.Get("mnvx0").Index;
        using NetworkMonitor monitor = NetworkMonitor.Open(host.Namespace, watchTables: true);
        // Nobody reads meanwhile: the channel fills, then the socket's buffer, then the kernel drops.
        IEnumerable<FdbEdit> edits = Enumerable.Range(1, 20_000)
            .Select(number => new FdbEdit(EditKind.Replace, MacAddress.LocallyAdministered((ulong)number), IPAddress.Parse("192.0.2.2")));
        Assert.Empty(host.Netlink.Fdb.Apply(vxlan, edits));
        Assert.Empty(host.Netlink.Fdb.Apply(vxlan, edits.Select(edit => edit with { Kind = EditKind.Delete })));
        Assert.IsType<NetworkEvent.EventsLost>(await NextAsync(monitor, happened => happened is NetworkEvent.EventsLost));
        // From then on it misses nothing: whoever looks at everything now will be told of what comes after.
        host.Netlink.Links.Delete("mnbr0");
        NetworkEvent.LinkDeleted gone = (NetworkEvent.LinkDeleted)await NextAsync(monitor, happened => happened is NetworkEvent.LinkDeleted);
        Assert.Equal("mnbr0", gone.Link.Name);
    }

    [PrivilegedFact]
    public async Task The_events_end_when_the_monitor_is_disposed_of()
    {
        using TestNamespace host = new("watch");
        NetworkMonitor monitor = NetworkMonitor.Open(host.Namespace);
        monitor.Dispose();
        monitor.Dispose();
        await monitor.Events.Completion.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<NetworkEvent> NextAsync(NetworkMonitor monitor, Func<NetworkEvent, bool> isIt)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(10));
        while (true)
        {
            NetworkEvent happened = await monitor.Events.ReadAsync(deadline.Token);
            if (isIt(happened))
            {
                return happened;
            }
        }
    }
}
