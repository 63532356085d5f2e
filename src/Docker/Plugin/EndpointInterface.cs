using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>
/// An endpoint's addresses. In a request: what is fixed already, the rest null or empty. In the answer: only what the driver
/// chose; to name what was fixed already is an error to Docker, so everything else stays null.
/// </summary>
public sealed record EndpointInterface
{
    /// <summary>IPv4 with prefix length.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    /// <summary>IPv6 with prefix length.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AddressIPv6 { get; init; }

    /// <summary>Colon-separated.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MacAddress { get; init; }
}
