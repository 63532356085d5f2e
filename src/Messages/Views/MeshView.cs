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

/// <summary>
/// One network as this node's replica has it. Kernel, DNS and the local engine are made from it as a whole, never from deltas in
/// the order of their arrival (R10).
/// </summary>
/// <param name="Closing">It is being deleted: no new endpoints; the ones that live stay until they end (R13).</param>
/// <param name="NameLoses">Another network of this name has the smaller stamp: this one takes no new endpoints (R16).</param>
public sealed record NetworkView(
    NetworkId Id,
    NetworkRecord Record,
    NodeId Creator,
    bool Closing,
    bool NameLoses,
    ImmutableSortedDictionary<EndpointId, EndpointView> Endpoints);

/// <summary>An endpoint as the replica has it: whose it is, and its record.</summary>
/// <param name="Owner">The node on whose host the container runs.</param>
/// <param name="NameLoses">Another endpoint of this name has the smaller stamp: this one does not answer to it (R16).</param>
public sealed record EndpointView(EndpointId Id, NodeId Owner, EndpointRecord Record, bool NameLoses = false);
