using System.Collections.Immutable;
using MeshNet.Actors.Driver;
using MeshNet.Messages;

namespace MeshNet.Actors.GatewayBridge;

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
    ImmutableArray<EgressLease> Leases,
    long Repairs,
    string LastRepair);
