using System.Collections.Immutable;

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
