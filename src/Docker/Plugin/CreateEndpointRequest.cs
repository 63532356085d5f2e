using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.CreateEndpoint</c>. The container's id and name are not told.</summary>
public sealed record CreateEndpointRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    /// <summary>The addresses that IPAM gave or the user chose.</summary>
    public EndpointInterface Interface { get; init => field = value ?? new(); } = new();

    /// <summary>Read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : EndpointId.Length == 0 ? "EndpointID" : null;
}
