namespace MeshNet.Messages;

/// <param name="Used">How many units of the block are in use, as far as this node's replica knows.</param>
public sealed record OwnedBlock(Block Block, NodeId Owner, string OwnerName, ulong Version, ulong Used);
