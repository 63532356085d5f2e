using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.ProgramExternalConnectivity</c>.</summary>
public sealed record ExternalConnectivityRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init; } = "";

    /// <summary>The port map: read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }
}
