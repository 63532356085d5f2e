using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>IpamDriver.ReleasePool</c>.</summary>
public sealed record ReleasePoolRequest
{
    [JsonPropertyName("PoolID")]
    public string PoolId { get; init; } = "";
}
