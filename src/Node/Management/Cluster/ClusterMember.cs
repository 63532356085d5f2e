using System.Collections.Immutable;

namespace MeshNet.Node.Management.Cluster;

/// <summary>A member as Akka Management shows one.</summary>
/// <param name="Node">Its address: <c>akka://meshnet@HOST:PORT</c>.</param>
/// <param name="NodeUid">A signed 64-bit number as text; another one after each start.</param>
/// <param name="Status">One of Akka's: Joining, WeaklyUp, Up, Leaving, Exiting, Down, Removed.</param>
/// <param name="Roles">None: every node of MeshNet's does the same.</param>
public sealed record ClusterMember(string Node, string NodeUid, string Status, ImmutableArray<string> Roles);
