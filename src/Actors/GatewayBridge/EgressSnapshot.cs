using System.Collections.Immutable;
using MeshNet.Actors.Edges;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>From our own bridge's actor, after each step.</summary>
internal sealed record EgressSnapshot(EgressPlan? Plan, ImmutableArray<KernelFault> Faults, long Repairs, string LastRepair)
{
    public static readonly EgressSnapshot Initial = new(null, [], 0, "");
}
