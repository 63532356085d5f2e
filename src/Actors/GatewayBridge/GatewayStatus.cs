using MeshNet.Actors.Driver;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>To the gateway bridge. Answer: <see cref="GatewayStatus"/>, at once.</summary>
public sealed record GetGatewayStatus
{
    public static readonly GetGatewayStatus Instance = new();
}

/// <summary>The ways out of this host's containers.</summary>
/// <param name="Engine">Docker's gateway bridge, docker_gwbridge.</param>
/// <param name="Ours">Our own, with its rules and containers.</param>
/// <param name="Subnet">Of our own bridge; null while there is none.</param>
/// <param name="Leases">The containers on our own bridge, in the order of their endpoints' ids.</param>
/// <param name="Repairs">How often something was not as we had left it and was put right.</param>
/// <param name="LastRepair">The last of these, in words; empty when there was none.</param>
public sealed record GatewayStatus(
    ObjectStatus Engine,
    ImmutableArray<ObjectStatus> Ours,
    Block? Subnet,
    ImmutableArray<GatewayLease> Leases,
    long Repairs,
    string LastRepair);

/// <summary>From the engine gateway's actor, after each step.</summary>
internal sealed record EngineSnapshot(ObjectStatus Status, long Repairs, string LastRepair)
{
    public static readonly EngineSnapshot Initial = new(
        new(EngineGateway.NetworkName, ObjectState.Pending, "this host is not in a mesh yet"), 0, "");
}

/// <summary>From our own bridge's actor, after each step.</summary>
internal sealed record OwnSnapshot(GatewayPlan? Plan, ImmutableArray<KernelFault> Faults, long Repairs, string LastRepair)
{
    public static readonly OwnSnapshot Initial = new(null, [], 0, "");
}
