using MeshNet.Actors.Driver;
using MeshNet.Actors.Edges;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>From the engine gateway's actor, after each step.</summary>
internal sealed record EngineSnapshot(ObjectStatus Status, long Repairs, string LastRepair)
{
    public static readonly EngineSnapshot Initial = new(
        new(EngineGateway.NetworkName, ObjectState.Pending, "this node is not in a cluster yet"), 0, "");
}
