using System.Collections.Immutable;
using MeshNet.Actors.Edges;
using MeshNet.Linux.Monitoring;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Netlink;
using MeshNet.Linux.Overlay;
using OverlayLinks = MeshNet.Actors.Edges.OverlayLinks;

namespace MeshNet.Node.Overlay;

/// <summary>One overlay of this host, and a watch on its namespace while there is one.</summary>
internal sealed class OverlayHandle(OverlayHost host, OverlayNetwork network, Action linkDeleted) : IDisposable
{
    private NetworkMonitor? _monitor;
    private ulong _watched;

    public OverlayNetwork Network => network;

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
        _monitor = NetworkMonitor.Open(hidden);
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
            await foreach (NetworkEvent happened in monitor.Events.ReadAllAsync().ConfigureAwait(false))
            {
                if (happened is NetworkEvent.LinkDeleted or NetworkEvent.EventsLost)
                {
                    linkDeleted();
                }
            }
        }
        catch (IOException)
        {
            // The socket broke: what it would have told is looked for, and the look begins a new watch.
            _watched = 0;
            linkDeleted();
        }
    }
}
