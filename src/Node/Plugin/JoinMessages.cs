using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Node.Plugin;

/// <summary>Request of <c>NetworkDriver.Join</c>.</summary>
public sealed record JoinEndpointRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The file that is, or 100 to 140 ms later becomes, the container's network namespace.
    /// </summary>
    public string SandboxKey { get; init => field = value ?? ""; } = "";

    /// <summary>The sandbox's exposed ports and port map: read with <see cref="EndpointOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField =>
        NetworkId.Length == 0 ? "NetworkID"
        : EndpointId.Length == 0 ? "EndpointID"
        : SandboxKey.Length == 0 ? "SandboxKey"
        : null;
}

/// <summary>Answer to <c>NetworkDriver.Join</c>.</summary>
public sealed record JoinEndpointResponse
{
    /// <summary>The link that Docker moves into the container.</summary>
    public required InterfaceName InterfaceName { get; init; }

    /// <summary>
    /// The container's default gateway. Null: Docker adds eth1 on docker_gwbridge for the way out, unless
    /// <see cref="DisableGatewayService"/> or the network is internal.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Gateway { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? GatewayIPv6 { get; init; }

    public IReadOnlyList<StaticRoute> StaticRoutes { get; init; } = [];

    /// <summary>Docker leaves the way out to the driver: no docker_gwbridge, no default route, no published ports.</summary>
    public bool DisableGatewayService { get; init; }
}

/// <summary>Which link goes into the container, and under which name.</summary>
/// <param name="SrcName">The link's name in the host's namespace, at most 15 bytes.</param>
/// <param name="DstPrefix">Docker appends the next free number: <c>eth</c> becomes <c>eth0</c>.</param>
public sealed record InterfaceName(string SrcName, string DstPrefix);

/// <summary>A route that Docker puts into the container.</summary>
/// <param name="Destination">CIDR.</param>
/// <param name="RouteType">Via a next hop, or on the link.</param>
/// <param name="NextHop">An address, without prefix length; empty for a route on the link.</param>
public sealed record StaticRoute(string Destination, StaticRouteType RouteType, string NextHop);

/// <summary>How the destination of a route is reached; a number on the wire.</summary>
public enum StaticRouteType
{
    NextHop = 0,
    Connected = 1,
}
