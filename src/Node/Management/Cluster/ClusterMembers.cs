using System.Collections.Immutable;

namespace MeshNet.Node.Management.Cluster;

/// <summary>What Akka Management answers to <c>GET /cluster/members</c>.</summary>
/// <param name="Leader">The first reachable member by address; nothing in MeshNet depends on it. Absent when there is none.</param>
/// <param name="OldestPerRole">Empty, as there are no roles; Akka's "oldest" is absent, as MeshNet does not count who came first.</param>
public sealed record ClusterMembers(
    string SelfNode,
    ImmutableArray<ClusterMember> Members,
    ImmutableArray<UnreachableMember> Unreachable,
    string? Leader,
    ImmutableSortedDictionary<string, string> OldestPerRole);
