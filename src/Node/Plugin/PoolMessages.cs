using System.Text.Json.Serialization;

namespace MeshNet.Node.Plugin;

/// <summary>Request of <c>IpamDriver.RequestPool</c>.</summary>
public sealed record RequestPoolRequest : IPluginRequest
{
    public string AddressSpace { get; init => field = value ?? ""; } = "";

    /// <summary><c>--subnet</c>, CIDR; empty: the driver chooses.</summary>
    public string Pool { get; init => field = value ?? ""; } = "";

    /// <summary><c>--ip-range</c>, CIDR; empty: the whole pool.</summary>
    public string SubPool { get; init => field = value ?? ""; } = "";

    /// <summary><c>--ipam-opt</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    public bool V6 { get; init; }

    string? IPluginRequest.MissingField => AddressSpace.Length == 0 ? "AddressSpace" : null;
}

/// <summary>Answer to <c>IpamDriver.RequestPool</c>.</summary>
public sealed record RequestPoolResponse
{
    /// <summary>
    /// The key of <see cref="Data"/> that fixes the network's gateway (with prefix length), so that Docker asks for none.
    /// </summary>
    public const string GatewayKey = "com.docker.network.gateway";

    /// <summary>What the later calls name the pool by.</summary>
    [JsonPropertyName("PoolID")]
    public required string PoolId { get; init; }

    /// <summary>CIDR.</summary>
    public required string Pool { get; init; }

    public IReadOnlyDictionary<string, string> Data { get; init; } = Tolerant.NoStrings;
}

/// <summary>Request of <c>IpamDriver.ReleasePool</c>.</summary>
public sealed record ReleasePoolRequest : IPluginRequest
{
    [JsonPropertyName("PoolID")]
    public string PoolId { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => PoolId.Length == 0 ? "PoolID" : null;
}

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

/// <summary>Answer to <c>IpamDriver.RequestAddress</c>.</summary>
public sealed record RequestAddressResponse
{
    /// <summary>With the pool's prefix length.</summary>
    public required string Address { get; init; }

    public IReadOnlyDictionary<string, string> Data { get; init; } = Tolerant.NoStrings;
}

/// <summary>Request of <c>IpamDriver.ReleaseAddress</c>.</summary>
public sealed record ReleaseAddressRequest : IPluginRequest
{
    [JsonPropertyName("PoolID")]
    public string PoolId { get; init => field = value ?? ""; } = "";

    /// <summary>Without prefix length.</summary>
    public string Address { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => PoolId.Length == 0 ? "PoolID" : Address.Length == 0 ? "Address" : null;
}
