using MeshNet.Actors.Driver;

namespace MeshNet.Actors.Tests.Driver;

/// <summary>A kernel that outlives the driver, keeps count of what is done to it, and refuses what a test wants refused.</summary>
internal sealed class FakeOverlayKernel : IOverlayKernel
{
    private Action<NetworkId>? _watcher;

    public SortedDictionary<NetworkId, FakeOverlay> Overlays { get; } = [];

    /// <summary>Everything that was changed, in words.</summary>
    public List<string> Edits { get; } = [];

    /// <summary>Operations in their order, with those that changed nothing.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Given an operation such as "reconcile" or "link mn000000001", the refusal, or null.</summary>
    public Func<string, KernelFault?> Refuse { get; set; } = _ => null;

    public bool CannotBeListed { get; set; }

    public FakeOverlay Demo => Overlays[Mesh.Demo];

    public ImmutableSortedSet<NetworkId> List() =>
        CannotBeListed ? throw new IOException("read /run/meshnet/netns: Permission denied") : [.. Overlays.Keys];

    public OverlayReport Reconcile(NetworkPlan plan)
    {
        Calls.Add("reconcile");
        if (Refuse("reconcile") is { } fault)
        {
            return OverlayReport.Failed(fault);
        }

        List<string> edits = [];
        if (!Overlays.TryGetValue(plan.Network, out FakeOverlay? overlay))
        {
            overlay = Overlays[plan.Network] = new();
            edits.Add($"created overlay {plan.Name}");
        }

        if ((overlay.Vni, overlay.Mtu) != (plan.Vni, plan.Mtu)
            || !overlay.Vtep.Equals(plan.Vtep)
            || !overlay.Flood.AsSpan().SequenceEqual(plan.FloodVteps.AsSpan()))
        {
            (overlay.Vni, overlay.Mtu, overlay.Vtep, overlay.Flood) = (plan.Vni, plan.Mtu, plan.Vtep, [.. plan.FloodVteps]);
            edits.Add("set vxlan");
        }

        uint[] unknown = plan.KeepsUnknownRemotes ? [] : [.. overlay.Entries.Keys.Except(plan.Remotes.Keys)];
        foreach (uint address in unknown)
        {
            overlay.Entries.Remove(address);
            edits.Add($"removed {Ipv4.ToText(address)}");
        }

        return Program(overlay, plan.Remotes, edits) with { Ports = PortsOf(overlay) };
    }

    public OverlayReport Change(NetworkPlan plan, NetworkChange change)
    {
        Calls.Add("change");
        FakeOverlay overlay = Overlays[plan.Network];
        List<string> edits = [];
        foreach (uint address in change.Went.Keys.Except(change.Came.Keys))
        {
            overlay.Entries.Remove(address);
            edits.Add($"removed {Ipv4.ToText(address)}");
        }

        return Program(overlay, change.Came, edits);
    }

    public OverlayReport Inspect(NetworkId network) => Overlays.TryGetValue(network, out FakeOverlay? overlay)
        ? OverlayReport.Nothing with { Ports = PortsOf(overlay) }
        : OverlayReport.Nothing;

    public OverlayReport PrepareLink(NetworkPlan plan, OverlayLink link) => MakeLink(plan, link, processId: 0);

    public OverlayReport AttachLink(NetworkPlan plan, OverlayLink link, int processId) => MakeLink(plan, link, processId);

    public OverlayReport RemoveLink(NetworkId network, string name)
    {
        if (Refuse($"remove {name}") is { } fault)
        {
            return OverlayReport.Failed(fault);
        }

        return Overlays.TryGetValue(network, out FakeOverlay? overlay) && overlay.Ports.Remove(name)
            ? Done([$"removed {name}"])
            : OverlayReport.Nothing;
    }

    public OverlayReport Delete(NetworkId network)
    {
        if (Refuse("delete") is { } fault)
        {
            return OverlayReport.Failed(fault);
        }

        return Overlays.Remove(network) ? Done(["removed overlay"]) : OverlayReport.Nothing;
    }

    public IDisposable Watch(Action<NetworkId> deleted)
    {
        _watcher = deleted;
        return new Unwatch(this);
    }

    /// <summary>Somebody's <c>ip link delete</c>, or a sandbox's end.</summary>
    public void LosePort(NetworkId network, EndpointId endpoint)
    {
        Overlays[network].Ports.Remove(OverlayLinks.NameOf(endpoint));
        _watcher?.Invoke(network);
    }

    /// <summary>Docker takes the waiting end into a sandbox.</summary>
    public void Take(NetworkId network, EndpointId endpoint, int processId) =>
        Overlays[network].Ports[OverlayLinks.NameOf(endpoint)] = processId;

    private OverlayReport MakeLink(NetworkPlan plan, OverlayLink link, int processId)
    {
        string name = OverlayLinks.NameOf(link.Endpoint);
        if (Refuse($"link {name}") is { } fault)
        {
            return OverlayReport.Failed(fault);
        }

        if (!Overlays.TryGetValue(plan.Network, out FakeOverlay? overlay))
        {
            return OverlayReport.Failed(new(KernelObject.Overlay, plan.Name, $"open namespace {plan.Name}: No such file or directory"));
        }

        return overlay.Ports.TryAdd(name, processId) ? Done([$"created {name}"]) : OverlayReport.Nothing;
    }

    private OverlayReport Program(FakeOverlay overlay, IEnumerable<KeyValuePair<uint, RemoteEndpoint>> entries, List<string> edits)
    {
        List<KernelFault> faults = [];
        foreach ((uint address, RemoteEndpoint entry) in entries)
        {
            if (overlay.Entries.TryGetValue(address, out RemoteEndpoint? present) && present == entry)
            {
                continue;
            }

            if (Refuse($"entry {Ipv4.ToText(address)}") is { } fault)
            {
                faults.Add(fault);
                continue;
            }

            overlay.Entries[address] = entry;
            edits.Add($"programmed {Ipv4.ToText(address)}");
        }

        return Done(edits) with { Faults = [.. faults] };
    }

    private OverlayReport Done(List<string> edits)
    {
        Edits.AddRange(edits);
        return OverlayReport.Nothing with { Edits = edits.Count, Details = [.. edits.Take(OverlayReport.DetailsMax)] };
    }

    private static ImmutableArray<OverlayPort> PortsOf(FakeOverlay overlay) =>
        [.. overlay.Ports.Select(port => new OverlayPort(port.Key, IsWaiting: port.Value == 0))];

    private sealed class Unwatch(FakeOverlayKernel kernel) : IDisposable
    {
        public void Dispose() => kernel._watcher = null;
    }
}
