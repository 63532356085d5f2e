namespace MeshNet.Messages;

/// <summary>
/// What the engine has, listed by the Docker edge at start, after a reconnect and periodically. Endpoints, addresses, pools and
/// bindings that the engine no longer knows are released (R4, R15), except those younger than the listing.
/// Answer: <see cref="Acknowledged"/>.
/// </summary>
/// <param name="Networks">The engine's ids of its networks of our driver.</param>
/// <param name="Endpoints">Endpoints of running containers, those attached by label included.</param>
/// <param name="Addresses">Per subnet: addresses that containers of other drivers hold through our IPAM.</param>
/// <param name="ListedAt">The kernel's monotonic clock before the listing began: what was made later is not judged by it.</param>
public sealed record ReconcileEngine(
    ImmutableSortedSet<string> Networks,
    ImmutableSortedSet<EndpointId> Endpoints,
    ImmutableArray<uint> Addresses,
    TimeSpan ListedAt) : IMeshRequest;
