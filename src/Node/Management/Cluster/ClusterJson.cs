using System.Text.Json.Serialization;

namespace MeshNet.Node.Management.Cluster;

/// <summary>Akka Management's spelling: names begin small, and what is not there is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClusterMembers))]
[JsonSerializable(typeof(ClusterMember))]
[JsonSerializable(typeof(ClusterMessage))]
internal sealed partial class ClusterJson : JsonSerializerContext;
