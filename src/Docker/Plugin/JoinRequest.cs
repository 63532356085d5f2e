using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.Join</c>.</summary>
public sealed record JoinRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The file that is, or 100 to 140 ms later becomes, the container's network namespace.
    /// </summary>
    public string SandboxKey { get; init => field = value ?? ""; } = "";

    /// <summary>The sandbox's exposed ports and port map: read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField =>
        NetworkId.Length == 0 ? "NetworkID"
        : EndpointId.Length == 0 ? "EndpointID"
        : SandboxKey.Length == 0 ? "SandboxKey"
        : null;
}
