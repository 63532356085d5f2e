using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>IpamDriver.ReleaseAddress</c>.</summary>
public sealed record ReleaseAddressRequest
{
    [JsonPropertyName("PoolID")]
    public string PoolId { get; init; } = "";

    /// <summary>Without prefix length.</summary>
    public string Address { get; init; } = "";
}
