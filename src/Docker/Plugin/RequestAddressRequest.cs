using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>IpamDriver.RequestAddress</c>.</summary>
public sealed record RequestAddressRequest : IPluginRequest
{
    private const string TypeKey = "RequestAddressType";
    private const string GatewayType = "com.docker.network.gateway";
    private const string EndpointNameKey = "com.docker.network.endpoint.name";
    private const string MacAddressKey = "com.docker.network.endpoint.macaddress";

    [JsonPropertyName("PoolID")]
    public string PoolId { get; init => field = value ?? ""; } = "";

    /// <summary>The wished address, without prefix length; empty: the driver chooses.</summary>
    public string Address { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, string> Options { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    /// <summary>The address is to be the network's gateway, not an endpoint's.</summary>
    [JsonIgnore]
    public bool IsGateway => Options.GetValueOrDefault(TypeKey) == GatewayType;

    /// <summary>The container's name; told from Docker 29 on, null before.</summary>
    [JsonIgnore]
    public string? EndpointName => Options.GetValueOrDefault(EndpointNameKey);

    /// <summary>The endpoint's MAC address; told only when the capabilities ask for it, else null.</summary>
    [JsonIgnore]
    public string? MacAddress => Options.GetValueOrDefault(MacAddressKey);

    string? IPluginRequest.MissingField => PoolId.Length == 0 ? "PoolID" : null;
}
