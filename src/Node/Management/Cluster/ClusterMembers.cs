using System.Text.Json.Serialization;
using MeshNet.Node.Management.Model;

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

/// <summary>A member as Akka Management shows one.</summary>
/// <param name="Node">Its address: <c>akka://meshnet@HOST:PORT</c>.</param>
/// <param name="NodeUid">A signed 64-bit number as text; another one after each start.</param>
/// <param name="Status">One of Akka's: Joining, WeaklyUp, Up, Leaving, Exiting, Down, Removed.</param>
/// <param name="Roles">None: all nodes do the same.</param>
public sealed record ClusterMember(string Node, string NodeUid, string Status, ImmutableArray<string> Roles);

/// <summary>A member that does not answer, and who says so.</summary>
public sealed record UnreachableMember(string Node, ImmutableArray<string> ObservedBy);

/// <summary>What Akka Management answers in words: why not, most of the time.</summary>
public sealed record ClusterMessage(string Message);

/// <summary>Akka Management's spelling: names begin small, and what is not there is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterMembers))]
[JsonSerializable(typeof(ClusterMember))]
[JsonSerializable(typeof(ClusterMessage))]
internal sealed partial class ClusterJson : JsonSerializerContext
{
    private static ClusterJson? s_sentences;

    public static ClusterJson Sentences => s_sentences ??= new(ModelJson.Plain(Default.Options));
}
