namespace MeshNet.Actors.Driver;

/// <summary>
/// One overlay as this host's kernel should have it: a function of the replica and of this host's own endpoints, and of nothing
/// that happened on the way there (R10). Whether the members are alive is no part of it (I2).
/// </summary>
/// <param name="Name">The network's name, for people.</param>
/// <param name="Vtep">Our own underlay address: where the others' packets arrive.</param>
/// <param name="Mtu">Bytes that the containers' interfaces carry.</param>
/// <param name="Locals">The endpoints whose veths belong on this host.</param>
/// <param name="Remotes">By address, with no MAC twice: one neighbour entry and one FDB entry each.</param>
/// <param name="FloodVteps">Where broadcast and multicast go, in the order of their bytes; empty unless the network asks for it.</param>
/// <param name="Withheld">Endpoints that are not programmed, and why, in words.</param>
public sealed record NetworkPlan(
    NetworkId Network,
    string Name,
    Block Subnet,
    uint Vni,
    IPAddress Vtep,
    int Mtu,
    ImmutableSortedSet<EndpointId> Locals,
    ImmutableSortedDictionary<uint, RemoteEndpoint> Remotes,
    ImmutableArray<IPAddress> FloodVteps,
    ImmutableSortedDictionary<EndpointId, string> Withheld)
{
    /// <summary>
    /// What the kernel has of other hosts beyond the plan stays there. So it is after a start, until this node has compared its state with
    /// another: what it does not know may be a container that runs.
    /// </summary>
    public bool KeepsUnknownRemotes { get; init; }
}

/// <summary>What this host's kernel has to know of a container on another host.</summary>
/// <param name="Vtep">The underlay address of that host.</param>
public sealed record RemoteEndpoint(EndpointId Endpoint, MacAddress Mac, IPAddress Vtep);

/// <summary>
/// From one plan to the next where only other hosts' endpoints differ: the few entries to touch, so that one new container among
/// thousands costs two netlink messages and no dump.
/// </summary>
/// <param name="Came">By address: the endpoints that are new, or what became of those that changed.</param>
/// <param name="Went">By address: the endpoints that are gone, or what those were that changed.</param>
public sealed record NetworkChange(
    ImmutableSortedDictionary<uint, RemoteEndpoint> Came,
    ImmutableSortedDictionary<uint, RemoteEndpoint> Went)
{
    public bool IsEmpty => Came.IsEmpty && Went.IsEmpty;

    /// <summary>True where the difference is not in some entries, and the whole overlay has to be looked at.</summary>
    public static bool IsStructural(NetworkPlan from, NetworkPlan to) =>
        from.KeepsUnknownRemotes != to.KeepsUnknownRemotes
        || from.Vni != to.Vni
        || from.Mtu != to.Mtu
        || !from.Vtep.Equals(to.Vtep)
        || !from.FloodVteps.AsSpan().SequenceEqual(to.FloodVteps.AsSpan());

    public static NetworkChange Between(NetworkPlan from, NetworkPlan to) =>
        new(Beyond(to.Remotes, from.Remotes), Beyond(from.Remotes, to.Remotes));

    private static ImmutableSortedDictionary<uint, RemoteEndpoint> Beyond(
        ImmutableSortedDictionary<uint, RemoteEndpoint> these, ImmutableSortedDictionary<uint, RemoteEndpoint> those)
    {
        if (ReferenceEquals(these, those))
        {
            return ImmutableSortedDictionary<uint, RemoteEndpoint>.Empty;
        }

        ImmutableSortedDictionary<uint, RemoteEndpoint>.Builder beyond = ImmutableSortedDictionary.CreateBuilder<uint, RemoteEndpoint>();
        foreach ((uint address, RemoteEndpoint endpoint) in these)
        {
            if (!those.TryGetValue(address, out RemoteEndpoint? other) || other != endpoint)
            {
                beyond.Add(address, endpoint);
            }
        }

        return beyond.ToImmutable();
    }
}
