using MeshNet.Linux.Neighbours;

namespace MeshNet.Linux.Overlay;

/// <summary>
/// The edits that take the kernel's tables to a plan, in the order of their carrying out: neighbours come before the FDB, because the
/// kernel answers for a neighbour as soon as it knows it; removals come last, so that what changes is never missing.
/// </summary>
public sealed record OverlayEdits
{
    public static readonly OverlayEdits None = new();

    /// <summary>FDB entries of a form that cannot be overwritten, to be removed before anything else.</summary>
    public ImmutableArray<FdbEdit> Purges { get; init; } = [];

    public ImmutableArray<NeighbourEdit> Neighbours { get; init; } = [];

    public ImmutableArray<FdbEdit> Fdb { get; init; } = [];

    public ImmutableArray<FdbEdit> FdbRemovals { get; init; } = [];

    public ImmutableArray<NeighbourEdit> NeighbourRemovals { get; init; } = [];

    /// <summary>Sentences about endpoints of the plan that contradict each other, and which of them was followed.</summary>
    public ImmutableArray<string> Conflicts { get; init; } = [];

    public bool IsEmpty =>
        Purges.IsEmpty && Neighbours.IsEmpty && Fdb.IsEmpty && FdbRemovals.IsEmpty && NeighbourRemovals.IsEmpty;
}

/// <summary>What the kernel knows about the far side of an overlay: the two tables of its VXLAN.</summary>
public sealed record OverlayTables(IReadOnlyList<NeighbourEntry> Neighbours, IReadOnlyList<FdbEntry> Fdb);
