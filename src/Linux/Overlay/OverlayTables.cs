using MeshNet.Linux.Neighbours;

namespace MeshNet.Linux.Overlay;

/// <summary>What the kernel knows about the far side of an overlay: the two tables of its VXLAN.</summary>
public sealed record OverlayTables(IReadOnlyList<NeighbourEntry> Neighbours, IReadOnlyList<FdbEntry> Fdb);
