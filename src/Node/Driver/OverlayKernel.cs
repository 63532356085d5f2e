using System.Collections.Concurrent;
using MeshNet.Actors.Driver;
using MeshNet.Linux.Overlay;

namespace MeshNet.Node.Driver;

/// <summary>The overlays of this host, over rtnetlink. A network's namespace is mounted on a file of its id's name.</summary>
public sealed class OverlayKernel : IOverlayKernel, IDisposable
{
    private readonly OverlayHost _host;
    private readonly ushort _udpPort;
    private readonly ConcurrentDictionary<NetworkId, OverlayHandle> _handles = new();
    private Action<NetworkId>? _deleted;

    /// <param name="host">This object takes it over.</param>
    /// <param name="udpPort">Of VXLAN, the same on all hosts.</param>
    public OverlayKernel(OverlayHost host, ushort udpPort)
    {
        _host = host;
        _udpPort = udpPort;
    }

    public ImmutableSortedSet<NetworkId> List() =>
        [.. _host.ListNetworks().Where(IsNetworkId).Select(NetworkId.Parse)];

    public OverlayReport Reconcile(NetworkPlan plan) => Guard(KernelObject.Overlay, plan.Name, () =>
    {
        OverlayHandle handle = Handle(plan.Network);
        handle.Wanted = plan.Remotes;
        ImmutableArray<OverlayPort> ports = handle.Ports();
        OverlayOutcome report = handle.Network.Apply(OverlayPlans.From(plan, ports, _udpPort));
        handle.Watch();
        // A namespace whose file was gone has been mounted again, and its ports with it.
        if (ports.IsEmpty && handle.Ports() is { IsEmpty: false } found)
        {
            ports = found;
            report = report.Then(handle.Network.Apply(OverlayPlans.From(plan, ports, _udpPort)));
        }

        return OverlayReports.From(report) with { Ports = ports };
    });

    public OverlayReport Change(NetworkPlan plan, NetworkChange change) => Guard(KernelObject.Overlay, plan.Name, () =>
    {
        OverlayHandle handle = Handle(plan.Network);
        handle.Wanted = plan.Remotes;
        return OverlayReports.From(handle.Network.ApplyRemoteChanges(OverlayPlans.From(change.Came), OverlayPlans.From(change.Went)));
    });

    public OverlayReport Inspect(NetworkId network) => Guard(KernelObject.Overlay, network.ToString(), () =>
        OverlayReport.Nothing with { Ports = Handle(network).Ports() });

    public OverlayReport PrepareLink(NetworkPlan plan, OverlayLink link) => MakeLink(plan, link, network =>
        network.CreateHostLink(OverlayPlans.Veth(plan, link)));

    public OverlayReport AttachLink(NetworkPlan plan, OverlayLink link, int processId) => MakeLink(plan, link, network =>
    {
        using ContainerSide container = ContainerSide.Open(processId);
        network.CreateContainerLink(OverlayPlans.Veth(plan, link), container.Namespace, container.InterfaceFor(link.Mac));
    });

    public OverlayReport RemoveLink(NetworkId network, string name) => Guard(KernelObject.Link, name, () =>
    {
        OverlayHandle handle = Handle(network);
        if (!handle.PortNames().Contains(name))
        {
            return OverlayReport.Nothing;
        }

        handle.Network.DeleteEndpointLinks([name]);
        return OverlayReports.One($"removed {name}");
    });

    public OverlayReport Delete(NetworkId network) => Guard(KernelObject.Overlay, network.ToString(), () =>
    {
        OverlayHandle handle = Handle(network);
        if (!handle.Exists)
        {
            return OverlayReport.Nothing;
        }

        handle.Network.Delete();
        if (_handles.TryRemove(network, out OverlayHandle? removed))
        {
            removed.Dispose();
        }

        return OverlayReports.One($"removed overlay {network}");
    });

    public IDisposable Watch(Action<NetworkId> deleted)
    {
        _deleted = deleted;
        return new Subscription(this);
    }

    public void Dispose()
    {
        foreach (OverlayHandle handle in _handles.Values)
        {
            handle.Dispose();
        }

        _host.Dispose();
    }

    private OverlayReport MakeLink(NetworkPlan plan, OverlayLink link, Action<OverlayNetwork> make)
    {
        string name = OverlayLinks.NameOf(link.Endpoint);
        return Guard(KernelObject.Link, name, () =>
        {
            OverlayHandle handle = Handle(plan.Network);
            bool wasThere = handle.PortNames().Contains(name);
            make(handle.Network);
            return wasThere ? OverlayReport.Nothing : OverlayReports.One($"created {name}");
        });
    }

    private OverlayHandle Handle(NetworkId network) => _handles.GetOrAdd(
        network, id => new OverlayHandle(_host, _host.Open(id.ToString()), () => _deleted?.Invoke(id)));

    /// <summary>Every refusal by the kernel is an IOException: NetlinkException, SystemCallException or one about a file.</summary>
    private static OverlayReport Guard(KernelObject kind, string key, Func<OverlayReport> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return OverlayReport.Failed(new(kind, key, exception.Message));
        }
    }

    private static bool IsNetworkId(string name) =>
        name.Length == 32 && UInt128.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);

    private sealed class Subscription(OverlayKernel kernel) : IDisposable
    {
        public void Dispose() => kernel._deleted = null;
    }
}
