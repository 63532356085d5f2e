using MeshNet.Actors.Driver;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>
/// The gateway bridges in this host's kernel: links, addresses, routes, packet filter. Every operation is idempotent and leaves alone
/// what is right. Nothing throws for what the kernel refuses.
/// </summary>
public interface IGatewayKernel : IBlockingEdge
{
    InheritedGateway Read();

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
    GatewayReport Apply(GatewayPlan plan);

    /// <summary>The same, trusting nothing.</summary>
    GatewayReport Reconcile(GatewayPlan plan);

    /// <summary>Removes our bridge with all that belongs to it: it tries everything and reports all that failed.</summary>
    GatewayReport Remove();

    /// <summary>Puts back the masquerade and isolation of Docker's own gateway bridge where somebody has removed them.</summary>
    GatewayReport MendEngineGateway(Block subnet);
}

/// <summary>What an operation on a gateway bridge did to the kernel.</summary>
/// <param name="Edits">In words, one for each kernel object or set of rules that was made, changed or removed.</param>
/// <param name="Faults">What could not be done.</param>
/// <param name="Ended">Containers of the plan whose namespace no longer exists: they need no way out any more.</param>
public sealed record GatewayReport(
    ImmutableArray<string> Edits,
    ImmutableArray<KernelFault> Faults,
    ImmutableArray<EndpointId> Ended)
{
    public static readonly GatewayReport Nothing = new([], [], []);

    public bool Succeeded => Faults.IsEmpty;
}

/// <summary>What an earlier life of the daemon left of our gateway bridge.</summary>
/// <param name="Subnet">The bridge's, or null when there is no bridge.</param>
/// <param name="Leases">The containers that it served.</param>
public sealed record InheritedGateway(Block? Subnet, ImmutableArray<GatewayLease> Leases);
