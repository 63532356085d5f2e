using MeshNet.Actors.Driver;
using MeshNet.Linux.Monitoring;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Netlink;
using MeshNet.Linux.Overlay;

namespace MeshNet.Node.Driver;

/// <summary>One overlay of this host, and a watch on its namespace while there is one.</summary>
internal sealed class OverlayHandle(OverlayHost host, OverlayNetwork network, Action deleted) : IDisposable
{
    private NetworkMonitor? _monitor;
    private ulong _watched;

    public OverlayNetwork Network => network;

    /// <summary>
    /// What the kernel must hold of other hosts, from the moment it is told so. What we remove ourselves is not part of it.
    /// </summary>
    public ImmutableSortedDictionary<uint, RemoteEndpoint> Wanted { get; set; } = ImmutableSortedDictionary<uint, RemoteEndpoint>.Empty;

    public bool Exists => NamespaceFile.IsNamespace(network.NamespacePath);

    /// <summary>
    /// The veths of ours in the overlay's namespace, in the order of their names. The end that waits for Docker bears the port's name in
    /// the host's namespace; once a container has it, it has another name, in another namespace.
    /// </summary>
    public ImmutableArray<OverlayPort> Ports()
    {
        ImmutableArray<string> names = PortNames();
        if (names.IsEmpty)
        {
            return [];
        }

        HashSet<string> waiting = [.. host.Netlink.Links.List().Where(link => link.Kind == "veth").Select(link => link.Name)];
        return [.. names.Select(name => new OverlayPort(name, waiting.Contains(name)))];
    }

    public ImmutableArray<string> PortNames()
    {
        if (!Exists)
        {
            return [];
        }

        using NetworkNamespace hidden = NetworkNamespace.Open(network.NamespacePath);
        using RoutingNetlink netlink = RoutingNetlink.Open(hidden);
        return
        [
            .. netlink.Links.List()
                .Where(link => link.Kind == "veth" && OverlayLinks.IsName(link.Name))
                .Select(link => link.Name)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Begins to watch the namespace, or follows it when it is another one than before.</summary>
    public void Watch()
    {
        using NetworkNamespace hidden = NetworkNamespace.Open(network.NamespacePath);
        if (_monitor is not null && hidden.Inode == _watched)
        {
            return;
        }

        _monitor?.Dispose();
        _monitor = NetworkMonitor.Open(hidden, watchTables: true);
        _watched = hidden.Inode;
        _ = ListenAsync(_monitor);
    }

    public void Dispose()
    {
        _monitor?.Dispose();
        network.Dispose();
    }

    private async Task ListenAsync(NetworkMonitor monitor)
    {
        try
        {
            while (await monitor.Events.WaitToReadAsync().ConfigureAwait(false))
            {
                // Thousands of entries may go at once: one report for many is enough.
                bool isLoss = false;
                while (monitor.Events.TryRead(out NetworkEvent? happened))
                {
                    isLoss = isLoss || IsLoss(happened);
                }

                if (isLoss)
                {
                    deleted();
                }
            }
        }
        catch (IOException)
        {
            // The socket broke: a comparison finds what it would have reported, and begins a new watch.
            _watched = 0;
            deleted();
        }
    }

    private bool IsLoss(NetworkEvent happened) => happened switch
    {
        NetworkEvent.LinkDeleted or NetworkEvent.EventsLost => true,
        NetworkEvent.NeighbourRemoved removed =>
            removed.Address.AddressFamily == AddressFamily.InterNetwork && Wanted.ContainsKey(Ipv4.ToUnit(removed.Address)),
        NetworkEvent.FdbEntryRemoved removed =>
            removed.Mac == MacAddress.Zero || Wanted.Values.Any(remote => remote.Mac == removed.Mac),
        _ => false,
    };
}
