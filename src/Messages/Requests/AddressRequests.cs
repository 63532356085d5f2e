namespace MeshNet.Messages;

/// <summary>
/// IpamDriver.RequestPool. Provisional until <see cref="BindNetwork"/> names it (R15). Answer: <see cref="PoolGranted"/>.
/// </summary>
/// <param name="Pool">A subnet in CIDR notation, or empty for one of the automatic pool.</param>
/// <param name="SubPool">Docker's <c>--ip-range</c>, or empty.</param>
/// <param name="Options">Docker's <c>--ipam-opt</c>; <see cref="NetworkOption"/> marks the mirror of a network that exists.</param>
public sealed record RequestPool(string Pool, string SubPool, ImmutableSortedDictionary<string, string> Options, bool V6) : IMeshRequest
{
    /// <summary>The IPAM and driver option by which a mirror carries its <see cref="NetworkId"/> (R15).</summary>
    public const string NetworkOption = "meshnet.network";
}

/// <param name="PoolId">What Docker repeats in the calls about this pool's addresses.</param>
/// <param name="Gateway">One address for the gateway on all hosts, so that no host asks for one of its own.</param>
public sealed record PoolGranted(string PoolId, Block Subnet, uint Gateway);

/// <summary>IpamDriver.ReleasePool. Frees a provisional pool; never touches a network of the mesh (R14). Answer: <see cref="Acknowledged"/>.</summary>
public sealed record ReleasePool(string PoolId) : IMeshRequest;

/// <summary>IpamDriver.RequestAddress. May wait for a block from another host. Answer: <see cref="AddressGranted"/>.</summary>
/// <param name="Address">The wanted address (<c>--ip</c>), or null for any.</param>
/// <param name="ForGateway">Docker asks for the network's gateway, which all hosts share.</param>
public sealed record RequestAddress(string PoolId, uint? Address, bool ForGateway) : IMeshRequest;

public sealed record AddressGranted(uint Address, Block Subnet);

/// <summary>
/// IpamDriver.ReleaseAddress. Frees a reserved address; an address bound to an endpoint stays (R4). Answer: <see cref="Acknowledged"/>.
/// </summary>
public sealed record ReleaseAddress(string PoolId, uint Address) : IMeshRequest;
