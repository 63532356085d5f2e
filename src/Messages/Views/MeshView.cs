using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>Everything that this node's replica knows, at one moment. Published on the event stream after each change.</summary>
/// <param name="Bindings">This engine's network ids and the mesh's networks that they stand for.</param>
/// <param name="Conflicts">Sentences about names, MACs and subnets that two hosts took at once: who lost, and what to do (R16).</param>
/// <param name="Revision">Rises with each published view of one daemon's life.</param>
public sealed record MeshView(
    ulong Revision,
    NodeId Self,
    ImmutableSortedDictionary<NodeId, NodeRecord> Nodes,
    ImmutableSortedDictionary<NetworkId, NetworkView> Networks,
    ImmutableSortedDictionary<string, NetworkId> Bindings,
    ImmutableArray<string> Conflicts)
{
    /// <summary>
    /// This life of the daemon has once had all that another host had, or there is no other. Before that the view is what the disk has,
    /// which may lack what was heard in the half second before a kill -9.
    /// </summary>
    public bool IsSynced { get; init; } = true;
}
