using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Node.Plugin;

/// <summary>Request of <c>NetworkDriver.CreateEndpoint</c>. The container's id and name are not told.</summary>
public sealed record CreateEndpointRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    /// <summary>The addresses that IPAM gave or the user chose.</summary>
    public EndpointInterface Interface { get; init => field = value ?? new(); } = new();

    /// <summary>Read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : EndpointId.Length == 0 ? "EndpointID" : null;
}

/// <summary>Answer to <c>NetworkDriver.CreateEndpoint</c>.</summary>
public sealed record CreateEndpointResponse
{
    /// <summary>Only what the request had left open and the driver chose.</summary>
    public EndpointInterface Interface { get; init; } = new();
}

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

/// <summary>Answer to <c>NetworkDriver.EndpointOperInfo</c>.</summary>
public sealed record EndpointOperInfoResponse
{
    /// <summary>Whatever the driver wants to tell.</summary>
    public IReadOnlyDictionary<string, string> Value { get; init; } = Tolerant.NoStrings;
}

/// <summary>Request of <c>NetworkDriver.ProgramExternalConnectivity</c>.</summary>
public sealed record ExternalConnectivityRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    /// <summary>The port map: read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : EndpointId.Length == 0 ? "EndpointID" : null;
}

/// <summary>Request of <c>NetworkDriver.DiscoverNew</c> and <c>DiscoverDelete</c>.</summary>
public sealed record DiscoveryNotification : IPluginRequest
{
    /// <summary>1: a node of the Swarm. No other type is sent to plugins.</summary>
    public int DiscoveryType { get; init; }

    /// <summary>For a node: Address, BindAddress and Self.</summary>
    public JsonElement DiscoveryData { get; init; }

    string? IPluginRequest.MissingField => null;
}
