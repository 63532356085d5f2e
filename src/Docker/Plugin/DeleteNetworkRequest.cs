using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.DeleteNetwork</c>.</summary>
public sealed record DeleteNetworkRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : null;
}
