using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.GatewayBridge;

/// <summary>Our own gateway bridge as this host's kernel should have it.</summary>
/// <param name="Subnet">Its first address is the bridge's own and the containers' default gateway.</param>
public sealed record EgressPlan(Block Subnet, ImmutableSortedDictionary<EndpointId, EgressLease> Leases)
{
    public uint Gateway => Subnet.Start + 1;
}
