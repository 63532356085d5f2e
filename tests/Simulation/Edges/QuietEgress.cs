using System.Collections.Immutable;
using MeshNet.Actors.Edges;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Messages;

namespace MeshNet.Simulation.Edges;

/// <summary>A way out that is always there: egress concerns one host alone, and the lab tests it on a real kernel.</summary>
internal sealed class QuietEgress : IEgressKernel, IEngineGateway
{
    private EngineGateway? _gateway;

    public EgressState Read() => new(null, []);

    public ImmutableArray<Block> Routes() => [];

    public ulong? NamespaceOf(int processId) => (ulong)processId;

    public bool HasDefaultRoute(int processId, uint? except) => false;

    public string? PortObstacle(PublishedPort port) => null;

    public EgressReport Apply(EgressPlan plan) => EgressReport.Nothing;

    public EgressReport Reconcile(EgressPlan plan) => EgressReport.Nothing;

    public EgressReport Remove() => EgressReport.Nothing;

    public EgressReport MendEngineGateway(Block subnet) => EgressReport.Nothing;

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
