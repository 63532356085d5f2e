using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>All members that this node has ever heard of and not forgotten, itself included, in the order of their ids.</summary>
public sealed record MembershipView(NodeId Self, ImmutableSortedDictionary<NodeId, Member> Members);
