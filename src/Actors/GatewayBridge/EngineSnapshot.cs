using MeshNet.Actors.Driver;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>From the engine gateway's actor, after each step.</summary>
internal sealed record EngineSnapshot(ObjectStatus Status, long Repairs, string LastRepair)
{
    public static readonly EngineSnapshot Initial = new(
        new(EngineGatewayActor.NetworkName, ObjectState.Pending, "this node is not in a cluster yet"), 0, "");
}
