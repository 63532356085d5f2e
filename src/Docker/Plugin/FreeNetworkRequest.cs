using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.FreeNetwork</c>.</summary>
public sealed record FreeNetworkRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init; } = "";
}
