using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>The current epoch, for <c>meshnet node ls</c>.</summary>
/// <param name="Number">0 while this node has not heard of any.</param>
public sealed record EpochReport(ulong Number, ImmutableSortedSet<NodeId> Voters, ImmutableArray<RemovalReport> Removals);
