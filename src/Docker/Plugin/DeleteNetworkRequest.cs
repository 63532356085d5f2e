using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.DeleteNetwork</c>.</summary>
public sealed record DeleteNetworkRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init; } = "";
}
