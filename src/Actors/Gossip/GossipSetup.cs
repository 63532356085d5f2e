using Akka.Actor;
using MeshNet.Actors.Edges;
using MeshNet.Messages;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Random;

namespace MeshNet.Actors.Gossip;

/// <summary>What the gossip actor is made with.</summary>
/// <param name="Epoch">The start epoch, already raised on disk (R7).</param>
/// <param name="Founds">This node founds the cluster: its spaces are its own at birth.</param>
public sealed record GossipSetup(
    NodeId Self,
    uint Epoch,
    bool Founds,
    MeshSettings Settings,
    IRandomSource Random,
    IDurableStore Store,
    IActorRef Transport);
