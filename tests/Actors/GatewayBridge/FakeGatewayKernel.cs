using MeshNet.Actors.Driver;
using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Actors.Tests.GatewayBridge;

/// <summary>A host's gateway bridges that outlive the daemon. Processes have namespaces of their own numbers.</summary>
internal sealed class FakeGatewayKernel : IGatewayKernel
{
    public HashSet<int> Processes { get; } = [];

    /// <summary>Processes that have a default route, and its gateway.</summary>
    public Dictionary<int, uint> DefaultRoutes { get; } = [];

    public List<Block> HostRoutes { get; } = [];

    public HashSet<ushort> PortsInUse { get; } = [];

    public GatewayPlan? Standing { get; set; }

    /// <summary>Edits that the next look finds necessary, as after somebody's flush.</summary>
    public List<string> Drift { get; } = [];

    public List<string> EngineDrift { get; } = [];

    public List<KernelFault> Faults { get; } = [];

    public List<string> Calls { get; } = [];

    public InheritedGateway Read() => new(Standing?.Subnet, Standing is null ? [] : [.. Standing.Leases.Values]);

    /// <summary>Thrown once, by the next look at the routes.</summary>
    public Exception? Defect { get; set; }

    public ImmutableArray<Block> Routes()
    {
        Exception? defect = Defect;
        Defect = null;
        return defect is null ? [.. HostRoutes] : throw defect;
    }

    public ulong? NamespaceOf(int processId) => Processes.Contains(processId) ? (ulong)processId : null;

    public bool HasDefaultRoute(int processId, uint? except) =>
        DefaultRoutes.TryGetValue(processId, out uint gateway) && gateway != except;

    public string? PortObstacle(PublishedPort port) => PortsInUse.Contains(port.HostPort) ? "is in use on this host" : null;

    public GatewayReport Apply(GatewayPlan plan) => Stand("apply", plan, []);

    public GatewayReport Reconcile(GatewayPlan plan)
    {
        ImmutableArray<string> drift = [.. Drift];
        Drift.Clear();
        return Stand("reconcile", plan, drift);
    }

    public GatewayReport Remove()
    {
        Calls.Add("remove");
        Standing = null;
        return GatewayReport.Nothing;
    }

    public GatewayReport MendEngineGateway(Block subnet)
    {
        ImmutableArray<string> drift = [.. EngineDrift];
        EngineDrift.Clear();
        return GatewayReport.Nothing with { Edits = drift };
    }

    private GatewayReport Stand(string call, GatewayPlan plan, ImmutableArray<string> drift)
    {
        Calls.Add(call);
        Standing = plan;
        return new(drift, [.. Faults], [.. plan.Leases.Values.Where(lease => !Processes.Contains(lease.ProcessId)).Select(lease => lease.Endpoint)]);
    }
}
