using System.Collections.Immutable;

namespace MeshNet.Node.Management.Cluster;

/// <summary>A member that does not answer, and who says so.</summary>
public sealed record UnreachableMember(string Node, ImmutableArray<string> ObservedBy);
