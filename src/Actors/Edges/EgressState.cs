using System.Collections.Immutable;
using MeshNet.Actors.GatewayBridge;
using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

/// <summary>What an earlier life of the daemon left of our gateway bridge.</summary>
/// <param name="Subnet">The bridge's, or null when there is no bridge.</param>
/// <param name="Leases">The containers that it served.</param>
public sealed record EgressState(Block? Subnet, ImmutableArray<EgressLease> Leases);
