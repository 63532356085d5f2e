using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.Join</c>.</summary>
public sealed record JoinRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init; } = "";

    /// <summary>
    /// The file that is, or 100 to 140 ms later becomes, the container's network namespace.
    /// </summary>
    public string SandboxKey { get; init; } = "";

    /// <summary>The sandbox's exposed ports and port map: read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }
}
