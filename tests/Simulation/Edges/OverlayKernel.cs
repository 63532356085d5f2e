using MeshNet.Actors.Driver;

namespace MeshNet.Simulation.Edges;

/// <summary>A host's kernel, as far as overlays go. It outlives the daemon and dies with the host.</summary>
internal sealed class OverlayKernel : IOverlayKernel
{
    private readonly List<Action<NetworkId>> _watchers = [];

    public SortedDictionary<NetworkId, Overlay> Overlays { get; } = [];

    /// <summary>Called when two networks have one VNI on this host, which would join what must be apart (R13).</summary>
    public Action<NetworkId, NetworkId, uint>? VniShared { get; set; }

    public ImmutableSortedSet<NetworkId> List() => [.. Overlays.Keys];

    public OverlayReport Reconcile(NetworkPlan plan)
    {
        ArgumentOutOfRangeException.ThrowIfZero(plan.Vni);
        int edits = 0;
        if (!Overlays.TryGetValue(plan.Network, out Overlay? overlay))
        {
            overlay = Overlays[plan.Network] = new();
            edits++;
        }

        if ((overlay.Vni, overlay.Mtu) != (plan.Vni, plan.Mtu)
            || !overlay.Vtep.Equals(plan.Vtep)
            || !overlay.Flood.AsSpan().SequenceEqual(plan.FloodVteps.AsSpan()))
        {
            (overlay.Vni, overlay.Mtu, overlay.Vtep, overlay.Flood) = (plan.Vni, plan.Mtu, plan.Vtep, [.. plan.FloodVteps]);
            edits++;
            CheckVni(plan);
        }

        uint[] unknown = plan.KeepsUnknownRemotes ? [] : [.. overlay.Entries.Keys.Where(address => !plan.Remotes.ContainsKey(address))];
        foreach (uint address in unknown)
        {
            overlay.Entries.Remove(address);
            edits++;
        }

        return Report(edits + Program(overlay, plan.Remotes)) with { Ports = PortsOf(overlay) };
    }

    public OverlayReport Change(NetworkPlan plan, NetworkChange change)
    {
        if (!Overlays.TryGetValue(plan.Network, out Overlay? overlay))
        {
            return OverlayReport.Failed(new(KernelObject.Overlay, plan.Name, $"open namespace {plan.Name}: No such file or directory"));
        }

        int edits = 0;
        foreach (uint address in change.Went.Keys.Where(address => !change.Came.ContainsKey(address)))
        {
            edits += overlay.Entries.Remove(address) ? 1 : 0;
        }

        return Report(edits + Program(overlay, change.Came));
    }

    public OverlayReport Inspect(NetworkId network) =>
        Overlays.TryGetValue(network, out Overlay? overlay) ? Report(0) with { Ports = PortsOf(overlay) } : OverlayReport.Nothing;

    public OverlayReport PrepareLink(NetworkPlan plan, OverlayLink link) => Make(plan, link, isWaiting: true);

    public OverlayReport AttachLink(NetworkPlan plan, OverlayLink link, int processId) => Make(plan, link, isWaiting: false);

    public OverlayReport RemoveLink(NetworkId network, string name) =>
        Report(Overlays.TryGetValue(network, out Overlay? overlay) && overlay.Veths.Remove(name) ? 1 : 0);

    public OverlayReport Delete(NetworkId network) => Report(Overlays.Remove(network) ? 1 : 0);

    public IDisposable Watch(Action<NetworkId> deleted)
    {
        _watchers.Add(deleted);
        return new Unwatch(this, deleted);
    }

    /// <summary>Docker takes a waiting end into a sandbox.</summary>
    public void Take(EndpointId endpoint) => Move(endpoint, isWaiting: false);

    /// <summary>Docker gives it back before it destroys the sandbox.</summary>
    public void GiveBack(EndpointId endpoint) => Move(endpoint, isWaiting: true);

    /// <summary>The network in which the endpoint has its veth, and with which address; null without one.</summary>
    public (NetworkId Network, OverlayLink Link)? Find(EndpointId endpoint)
    {
        string name = OverlayLinks.NameOf(endpoint);
        foreach ((NetworkId network, Overlay overlay) in Overlays)
        {
            if (overlay.Veths.TryGetValue(name, out OverlayVeth? veth))
            {
                return (network, veth.Link);
            }
        }

        return null;
    }

    /// <summary>Somebody's <c>bridge fdb flush</c> or <c>ip link delete</c>.</summary>
    public void Damage(NetworkId network, bool wholeOverlay)
    {
        if (!Overlays.TryGetValue(network, out Overlay? overlay))
        {
            return;
        }

        overlay.Entries.Clear();
        if (wholeOverlay)
        {
            overlay.Veths.Clear();
            Overlays.Remove(network);
            foreach (Action<NetworkId> watcher in _watchers.ToArray())
            {
                watcher(network);
            }
        }
    }

    /// <summary>The host loses power.</summary>
    public void Crash()
    {
        Overlays.Clear();
        _watchers.Clear();
    }

    /// <summary>The daemon is gone, and its sockets with it.</summary>
    public void DropWatchers() => _watchers.Clear();

    private void Move(EndpointId endpoint, bool isWaiting)
    {
        string name = OverlayLinks.NameOf(endpoint);
        foreach (Overlay overlay in Overlays.Values)
        {
            if (overlay.Veths.TryGetValue(name, out OverlayVeth? veth))
            {
                overlay.Veths[name] = veth with { IsWaiting = isWaiting };
            }
        }
    }

    private void CheckVni(NetworkPlan plan)
    {
        foreach ((NetworkId network, Overlay other) in Overlays)
        {
            if (network != plan.Network && other.Vni == plan.Vni)
            {
                VniShared?.Invoke(network, plan.Network, plan.Vni);
            }
        }
    }

    private OverlayReport Make(NetworkPlan plan, OverlayLink link, bool isWaiting)
    {
        if (!Overlays.TryGetValue(plan.Network, out Overlay? overlay))
        {
            return OverlayReport.Failed(new(KernelObject.Overlay, plan.Name, $"open namespace {plan.Name}: No such file or directory"));
        }

        return Report(overlay.Veths.TryAdd(OverlayLinks.NameOf(link.Endpoint), new(link, isWaiting)) ? 1 : 0);
    }

    private static int Program(Overlay overlay, IEnumerable<KeyValuePair<uint, RemoteEndpoint>> entries)
    {
        int edits = 0;
        foreach ((uint address, RemoteEndpoint entry) in entries)
        {
            if (!overlay.Entries.TryGetValue(address, out RemoteEndpoint? present) || present != entry)
            {
                overlay.Entries[address] = entry;
                edits++;
            }
        }

        return edits;
    }

    private static OverlayReport Report(int edits) => OverlayReport.Nothing with { Edits = edits };

    private static ImmutableArray<OverlayPort> PortsOf(Overlay overlay) =>
        [.. overlay.Veths.Select(veth => new OverlayPort(veth.Key, veth.Value.IsWaiting))];

    private sealed class Unwatch(OverlayKernel kernel, Action<NetworkId> watcher) : IDisposable
    {
        public void Dispose() => kernel._watchers.Remove(watcher);
    }
}
