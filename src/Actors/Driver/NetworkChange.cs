using System.Collections.Immutable;
using System.Net;
using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>
/// From one plan to the next where only other hosts' endpoints differ: the few entries to touch, so that one new container among
/// thousands costs two netlink messages and no dump.
/// </summary>
/// <param name="Neighbours">Addresses and the MACs they now have.</param>
/// <param name="Forwarding">MACs and the VTEPs they are now behind.</param>
/// <param name="GoneNeighbours">Addresses that nobody has any more.</param>
/// <param name="GoneForwarding">MACs that nobody has any more, with the VTEPs they were behind.</param>
public sealed record NetworkChange(
    ImmutableSortedDictionary<uint, MacAddress> Neighbours,
    ImmutableSortedDictionary<MacAddress, IPAddress> Forwarding,
    ImmutableSortedSet<uint> GoneNeighbours,
    ImmutableSortedDictionary<MacAddress, IPAddress> GoneForwarding)
{
    public bool IsEmpty => Neighbours.IsEmpty && Forwarding.IsEmpty && GoneNeighbours.IsEmpty && GoneForwarding.IsEmpty;

    /// <summary>True where the difference is in the devices themselves, and the whole overlay has to be looked at.</summary>
    public static bool IsStructural(NetworkPlan from, NetworkPlan to) =>
        from.Vni != to.Vni
        || from.Mtu != to.Mtu
        || !from.Vtep.Equals(to.Vtep)
        || !from.FloodVteps.AsSpan().SequenceEqual(to.FloodVteps.AsSpan());

    public static NetworkChange Between(NetworkPlan from, NetworkPlan to)
    {
        var neighbours = ImmutableSortedDictionary.CreateBuilder<uint, MacAddress>();
        var forwarding = ImmutableSortedDictionary.CreateBuilder<MacAddress, IPAddress>();
        var goneNeighbours = ImmutableSortedSet.CreateBuilder<uint>();
        var goneForwarding = ImmutableSortedDictionary.CreateBuilder<MacAddress, IPAddress>();
        foreach ((uint address, RemoteEndpoint old) in from.Remotes)
        {
            RemoteEndpoint? now = to.Remotes.GetValueOrDefault(address);
            if (now is null)
            {
                goneNeighbours.Add(address);
            }

            if (now?.Mac != old.Mac)
            {
                goneForwarding[old.Mac] = old.Vtep;
            }
        }

        foreach ((uint address, RemoteEndpoint now) in to.Remotes)
        {
            RemoteEndpoint? old = from.Remotes.GetValueOrDefault(address);
            if (old?.Mac != now.Mac)
            {
                neighbours.Add(address, now.Mac);
            }

            // A MAC that went from one address to another is not gone: the entry is overwritten in place.
            if (old?.Mac != now.Mac || !now.Vtep.Equals(old.Vtep))
            {
                forwarding.Add(now.Mac, now.Vtep);
                goneForwarding.Remove(now.Mac);
            }
        }

        return new(neighbours.ToImmutable(), forwarding.ToImmutable(), goneNeighbours.ToImmutable(), goneForwarding.ToImmutable());
    }
}
