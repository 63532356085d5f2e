using System.Text.Json.Serialization;

namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>NetworkDriver.Join</c>.</summary>
public sealed record JoinResponse
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
