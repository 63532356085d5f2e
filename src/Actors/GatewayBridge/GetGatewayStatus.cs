namespace MeshNet.Actors.GatewayBridge;

/// <summary>To the gateway bridge. Answer: <see cref="GatewayStatus"/>, at once.</summary>
public sealed record GetGatewayStatus
{
    public static readonly GetGatewayStatus Instance = new();
}
