using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>IpamDriver.ReleaseAddress</c>.</summary>
public sealed record ReleaseAddressRequest : IPluginRequest
{
    [JsonPropertyName("PoolID")]
    public string PoolId { get; init => field = value ?? ""; } = "";

    /// <summary>Without prefix length.</summary>
    public string Address { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => PoolId.Length == 0 ? "PoolID" : Address.Length == 0 ? "Address" : null;
}
