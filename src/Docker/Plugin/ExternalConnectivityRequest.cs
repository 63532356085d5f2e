using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.ProgramExternalConnectivity</c>.</summary>
public sealed record ExternalConnectivityRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    /// <summary>The port map: read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : EndpointId.Length == 0 ? "EndpointID" : null;
}
