using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>IpamDriver.ReleasePool</c>.</summary>
public sealed record ReleasePoolRequest : IPluginRequest
{
    [JsonPropertyName("PoolID")]
    public string PoolId { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => PoolId.Length == 0 ? "PoolID" : null;
}
