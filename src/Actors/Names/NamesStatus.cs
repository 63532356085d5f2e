using System.Collections.Immutable;
using MeshNet.Actors.Edges;

namespace MeshNet.Actors.Names;

/// <summary>How the names of this host's containers do.</summary>
/// <param name="Sandboxes">In the order of their paths.</param>
public sealed record NamesStatus(NameCounts Counts, ImmutableArray<SandboxStatus> Sandboxes)
{
    /// <summary>What is wrong with all of them, in a sentence; null while all is well.</summary>
    public string? Trouble { get; init; }
}
