using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Simulation.Edges;

/// <summary>A way out that is always there: egress concerns one host alone, and the lab tests it on a real kernel.</summary>
internal sealed class QuietGateway : IGatewayKernel, IEngineGateway
{
    private EngineGateway? _gateway;

    public InheritedGateway Read() => new(null, []);

    public ImmutableArray<Block> Routes() => [];

    public ulong? NamespaceOf(int processId) => (ulong)processId;

    public bool HasDefaultRoute(int processId, uint? except) => false;

    public string? PortObstacle(PublishedPort port) => null;

    public GatewayReport Apply(GatewayPlan plan) => GatewayReport.Nothing;

    public GatewayReport Reconcile(GatewayPlan plan) => GatewayReport.Nothing;

    public GatewayReport Remove() => GatewayReport.Nothing;

    public GatewayReport MendEngineGateway(Block subnet) => GatewayReport.Nothing;

    public Task<EngineGateway?> FindAsync() => Task.FromResult(_gateway);

    public Task CreateAsync(Block subnet, uint gateway)
    {
        _gateway = new(subnet, IsolatesContainers: true, Masquerades: true, IsOurs: true, Containers: 0);
        return Task.CompletedTask;
    }

    public Task RemoveAsync()
    {
        _gateway = null;
        return Task.CompletedTask;
    }
}
