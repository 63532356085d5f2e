using System.Collections.Immutable;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

/// <summary>
/// The gateway bridges in this host's kernel: links, addresses, routes, packet filter. Every operation is idempotent and leaves alone
/// what is right. Nothing throws for what the kernel refuses.
/// </summary>
public interface IEgressKernel
{
    EgressState Read();

    /// <summary>Where this host sends IPv4 packets by itself, the default route left out: no gateway bridge may overlap these.</summary>
    ImmutableArray<Block> Routes();

    /// <summary>The inode of a process's network namespace, or null when there is no such process.</summary>
    ulong? NamespaceOf(int processId);

    /// <summary>Whether the process's namespace has a default route already.</summary>
    /// <param name="except">A gateway whose default route does not count, since it is ours.</param>
    bool HasDefaultRoute(int processId, uint? except);

    /// <summary>Why no process of this host could listen on the port now, as the end of a sentence about it, or null.</summary>
    string? PortObstacle(PublishedPort port);

    /// <summary>
    /// Makes our bridge, its veths and rules as the plan has them, trusting that nobody has touched the rules since the last call.
    /// </summary>
    EgressReport Apply(EgressPlan plan);

    /// <summary>The same, trusting nothing.</summary>
    EgressReport Reconcile(EgressPlan plan);

    /// <summary>Removes our bridge with all that belongs to it: it tries everything and reports all that failed.</summary>
    EgressReport Remove();

    /// <summary>Puts back the masquerade and isolation of Docker's own gateway bridge where somebody has removed them.</summary>
    EgressReport MendEngineGateway(Block subnet);
}
