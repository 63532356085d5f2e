using MeshNet.Actors.GatewayBridge;
using MeshNet.Messages;

namespace MeshNet.Node.Configuration;

/// <summary>The containers' way to the outside world: <c>meshnet.egress</c>.</summary>
/// <param name="Gateway">Whose bridge plugin containers use.</param>
/// <param name="DockerBridgeSubnet">Of docker_gwbridge; null: chosen.</param>
/// <param name="OwnBridgeSubnet">Of meshnet_gwbridge; null: chosen.</param>
/// <param name="Bridges">How the bridges are kept.</param>
public sealed record EgressSettings(GatewayKind Gateway, Block? DockerBridgeSubnet, Block? OwnBridgeSubnet, GatewaySettings Bridges);
