using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>
/// Request of <c>DeleteEndpoint</c>, <c>EndpointOperInfo</c>, <c>Leave</c> and <c>RevokeExternalConnectivity</c>, which name
/// an endpoint and nothing more.
/// </summary>
public sealed record EndpointReference : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : EndpointId.Length == 0 ? "EndpointID" : null;
}
