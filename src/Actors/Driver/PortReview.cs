using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>What a look at an overlay's ports found.</summary>
/// <param name="Missing">Replicated endpoints of this host without a port: their containers are cut off.</param>
/// <param name="Doomed">Ports to remove.</param>
/// <param name="Unknown">Ports that some container holds although no endpoint accounts for them. They are kept.</param>
internal sealed record PortReview(
    ImmutableSortedSet<EndpointId> Missing,
    ImmutableSortedSet<string> Doomed,
    ImmutableSortedSet<string> Unknown)
{
    public static readonly PortReview Nothing = new([], [], []);
}
