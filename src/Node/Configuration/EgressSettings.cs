using MeshNet.Actors.GatewayBridge;

namespace MeshNet.Node.Configuration;

/// <summary>The containers' way to the outside world: <c>meshnet.egress</c>.</summary>
/// <param name="Gateway">Whose bridge plugin containers use.</param>
/// <param name="Bridges">How the bridges are kept.</param>
public sealed record EgressSettings(GatewayKind Gateway, GatewaySettings Bridges);
