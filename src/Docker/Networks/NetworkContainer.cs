using System.Text.Json.Serialization;

namespace MeshNet.Docker.Networks;

/// <summary>An endpoint as network inspect lists it.</summary>
public sealed record NetworkContainer
{
    /// <summary>The container's name without a slash.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    public string MacAddress { get; init => field = value ?? ""; } = "";

    /// <summary>With prefix length: <c>10.50.0.2/24</c>; empty when there is none.</summary>
    public string IPv4Address { get; init => field = value ?? ""; } = "";

    /// <summary>With prefix length; empty when there is none.</summary>
    public string IPv6Address { get; init => field = value ?? ""; } = "";
}
