using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>A space and its blocks in the order of their addresses.</summary>
public sealed record AddressSpaceReport(string Space, Block Root, ImmutableArray<OwnedBlock> Blocks);
