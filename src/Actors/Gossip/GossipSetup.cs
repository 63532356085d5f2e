using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Random;

namespace MeshNet.Actors.Gossip;

/// <summary>What the gossip actor is made with.</summary>
/// <param name="Epoch">The start epoch, already raised on disk (R7).</param>
/// <param name="Founds">This node founds the cluster: its spaces are its own at birth.</param>
/// <param name="Record">What the others should know of this host.</param>
/// <param name="HostSubnets">Subnets that this host has routes to: no overlay may be one of them.</param>
/// <param name="Membership">Answers <see cref="GetMembershipView"/>.</param>
public sealed record GossipSetup(
    NodeId Self,
    uint Epoch,
    bool Founds,
    MeshSettings Settings,
    NodeRecord Record,
    ImmutableArray<Block> HostSubnets,
    IRandomSource Random,
    IDurableStore Store,
    IActorRef Transport,
    IActorRef Membership)
{
    /// <summary>Outlives the actor: a promise that could not be kept on disk ends it.</summary>
    public StoreHealth Health { get; } = new();
}
