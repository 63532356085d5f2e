using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.CreateEndpoint</c>. The container's id and name are not told.</summary>
public sealed record CreateEndpointRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init; } = "";

    /// <summary>The addresses that IPAM gave or the user chose.</summary>
    public EndpointInterface Interface { get; init => field = value ?? new(); } = new();

    /// <summary>Read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }
}
