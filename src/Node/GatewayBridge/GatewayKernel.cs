using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Links;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Routes;
using MeshNet.Node.Driver;

namespace MeshNet.Node.GatewayBridge;

/// <summary>The gateway bridges of this host, over rtnetlink, nftables and iptables.</summary>
public sealed class GatewayKernel : IGatewayKernel
{
    private readonly GatewayHost _host;
    private readonly GatewayDevices _devices;
    private readonly GatewayTable _table;
    private readonly ForwardRules _forward;
    private readonly EngineGatewayRules _engineRules;
    private readonly LeaseDirectory _leases;
    private GatewayPlan? _last;
    private bool _isStanding;

    public GatewayKernel(GatewayHost host)
    {
        _host = host;
        _devices = new(host);
        _table = new(host);
        _forward = new(host.Iptables);
        _engineRules = new(host.Iptables);
        _leases = new(host.Directory);
    }

    public InheritedGateway Read()
    {
        InheritedGateway written = _leases.Read();
        return written with { Subnet = _devices.Subnet() ?? written.Subnet };
    }

    public ImmutableArray<Block> Routes()
    {
        int? own = _host.Netlink.Links.Find(GatewayLinks.Bridge)?.Index;
        return
        [
            .. _host.Netlink.Routes.List()
                .Where(route => IsIPv4(route) && !route.IsDefault && route.LinkIndex != own)
                .Select(route => new Block(Ipv4.ToUnit(route.Destination.BaseAddress), (byte)route.Destination.PrefixLength)),
        ];
    }

    public ulong? NamespaceOf(int processId)
    {
        try
        {
            using NetworkNamespace found = NetworkNamespace.OpenOfProcess(processId);
            return found.Inode;
        }
        catch (IOException)
        {
            // The process is gone, and its namespace with it.
            return null;
        }
    }

    public bool HasDefaultRoute(int processId, uint? except)
    {
        try
        {
            using ContainerSide container = ContainerSide.Open(processId);
            return container.Netlink.Routes.List().Any(route =>
                route.IsDefault && IsIPv4(route) && (route.Gateway is null || except is null || Ipv4.ToUnit(route.Gateway) != except));
        }
        catch (IOException)
        {
            // Of a process that is gone NamespaceOf tells.
            return false;
        }
    }

    public string? PortObstacle(PublishedPort port) => HostPorts.Obstacle(_host.Namespace, port);

    public GatewayReport Apply(GatewayPlan plan) => Stand(plan, isTrusting: true);

    public GatewayReport Reconcile(GatewayPlan plan) => Stand(plan, isTrusting: false);

    public GatewayReport Remove()
    {
        GatewayJournal journal = new();
        journal.Try(KernelObject.Link, GatewayLinks.Bridge, () =>
            _devices.RemoveUnknown(new(default, ImmutableSortedDictionary<EndpointId, GatewayLease>.Empty), _devices.Ports(), journal));
        journal.Try(KernelObject.Bridge, GatewayLinks.Bridge, () => Note($"removed bridge {GatewayLinks.Bridge}", _devices.Delete(GatewayLinks.Bridge)));
        journal.Try(KernelObject.Rules, OwnGatewayRules.Table, () => Note($"removed table {OwnGatewayRules.Table}", _table.Delete()));
        journal.Try(KernelObject.Rules, GatewayLinks.FullName, () => Note($"removed iptables chain {GatewayLinks.FullName}", _forward.Delete()));
        _last = null;
        _isStanding = false;
        if (!journal.HasFaults)
        {
            journal.Try(KernelObject.File, _host.Directory, _leases.Delete);
        }

        return journal.ToReport();

        void Note(string edit, bool wasThere)
        {
            if (wasThere)
            {
                journal.Edited(edit);
            }
        }
    }

    public GatewayReport MendEngineGateway(Block subnet)
    {
        GatewayJournal journal = new();
        journal.Try(KernelObject.Rules, EngineGateway.NetworkName, () =>
        {
            foreach (string edit in _engineRules.Mend(subnet))
            {
                journal.Edited(edit);
            }
        });
        return journal.ToReport();
    }

    /// <summary>Leases go to disk first: after a crash, the next daemon knows of everything that was made.</summary>
    private GatewayReport Stand(GatewayPlan plan, bool isTrusting)
    {
        GatewayJournal journal = new();
        List<EndpointId> ended = [];
        journal.Try(KernelObject.File, _host.Directory, () => _leases.Write(plan));
        int bridge = 0;
        if (journal.Try(KernelObject.Bridge, GatewayLinks.Bridge, () => bridge = _devices.EnsureBridge(plan, journal)))
        {
            GatewayPlan? trusted = isTrusting ? _last : null;
            journal.Try(KernelObject.Link, GatewayLinks.Bridge, () => EnsureContainers(plan, trusted, bridge, ended, journal));
        }

        _last = plan;

        EnsureRules(plan, isTrusting, journal);
        return journal.ToReport() with { Ended = [.. ended] };
    }

    /// <param name="trusted">The plan whose containers are taken to be as they were put, so that a start costs one container's work.</param>
    private void EnsureContainers(GatewayPlan plan, GatewayPlan? trusted, int bridge, List<EndpointId> ended, GatewayJournal journal)
    {
        IReadOnlyDictionary<string, Link> ports = _devices.Ports();
        _devices.RemoveUnknown(plan, ports, journal);
        foreach (GatewayLease lease in plan.Leases.Values)
        {
            string name = GatewayLinks.NameOf(lease.Endpoint);
            if (ports.ContainsKey(name) && trusted?.Leases.GetValueOrDefault(lease.Endpoint) == lease)
            {
                continue;
            }

            if (NamespaceOf(lease.ProcessId) != lease.Namespace)
            {
                ended.Add(lease.Endpoint);
                continue;
            }

            journal.Try(KernelObject.Link, name, () =>
            {
                using ContainerSide container = ContainerSide.Open(lease.ProcessId);
                GatewayContainer.Ensure(_devices, container, plan, lease, bridge, ports.GetValueOrDefault(name), journal);
            });
        }
    }

    private void EnsureRules(GatewayPlan plan, bool isTrusting, GatewayJournal journal)
    {
        string? written = null;
        journal.Try(KernelObject.Rules, OwnGatewayRules.Table, () => written = _table.Ensure(plan, isTrusting));
        if (written is not null)
        {
            journal.Edited(written);
        }

        // The rules below are the same for every plan: a trusting call need not look at them while the table is there from before.
        if (isTrusting && _isStanding)
        {
            return;
        }

        journal.Try(KernelObject.Rules, GatewayLinks.FullName, () =>
        {
            if (_forward.Ensure() is { } edit)
            {
                journal.Edited(edit);
            }
        });
        journal.Try(KernelObject.Setting, "/proc/sys/net", () =>
        {
            foreach (string edit in GatewaySwitches.Ensure(_host.Namespace))
            {
                journal.Edited(edit);
            }

            if (!GatewaySwitches.IsForwarding(_host.Namespace))
            {
                journal.Failed(
                    KernelObject.Setting,
                    "net.ipv4.ip_forward",
                    "net.ipv4.ip_forward is 0, so no container can reach the outside. Docker switches it on unless daemon.json has "
                        + "\"ip-forward\": false; to switch it on, run 'sysctl -w net.ipv4.ip_forward=1'");
            }
        });
        _isStanding = !journal.HasFaults;
    }

    private static bool IsIPv4(Route route) => route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetwork;
}
