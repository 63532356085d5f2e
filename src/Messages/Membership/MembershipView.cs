using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>All members that this node has ever heard of and not forgotten, itself included, in the order of their ids.</summary>
public sealed record MembershipView(NodeId Self, ImmutableSortedDictionary<NodeId, Member> Members)
{
    /// <summary>
    /// Members whose underlay address has passed to another member, which proved that it answers there (R22): what is programmed towards them
    /// must go. A member leaves this set when it announces another address.
    /// </summary>
    public ImmutableSortedSet<NodeId> Displaced { get; init; } = [];
}
