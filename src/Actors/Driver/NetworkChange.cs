using System.Collections.Immutable;

namespace MeshNet.Actors.Driver;

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

        var beyond = ImmutableSortedDictionary.CreateBuilder<uint, RemoteEndpoint>();
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
