namespace MeshNet.Messages;

/// <summary>Answer: the current <see cref="MeshView"/>.</summary>
public sealed record GetMeshView : IMeshRequest
{
    public static readonly GetMeshView Instance = new();
}

/// <summary>Who owns which part of a network's subnet, or of the automatic pool. Answer: <see cref="AddressSpaceReport"/>.</summary>
/// <param name="NetworkName">A network, or empty for the automatic pool.</param>
public sealed record GetAddressSpace(string NetworkName) : IMeshRequest;

/// <summary>A space and its blocks in the order of their addresses.</summary>
public sealed record AddressSpaceReport(string Space, Block Root, ImmutableArray<OwnedBlock> Blocks);

/// <param name="Used">How many units of the block are in use, as far as this node's replica knows.</param>
public sealed record OwnedBlock(Block Block, NodeId Owner, string OwnerName, ulong Version, ulong Used);

/// <summary>Answer: <see cref="EpochReport"/>.</summary>
public sealed record GetEpoch : IMeshRequest
{
    public static readonly GetEpoch Instance = new();
}

/// <summary>The current epoch, for <c>meshnet node ls</c>.</summary>
/// <param name="Number">0 while this node has not heard of any.</param>
public sealed record EpochReport(ulong Number, ImmutableSortedSet<NodeId> Voters, ImmutableArray<RemovalReport> Removals);

/// <summary>How far a removal has come.</summary>
/// <param name="Heir">The name of the host that takes the blocks and networks over, or has done so.</param>
/// <param name="Settled">The heir has taken them.</param>
/// <param name="WaitsFor">What is missing until then, each as a phrase.</param>
public sealed record RemovalReport(NodeId Node, string Name, ulong Epoch, string By, string Heir, bool Settled, ImmutableArray<string> WaitsFor);
