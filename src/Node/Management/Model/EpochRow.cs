using System.Collections.Immutable;

namespace MeshNet.Node.Management.Model;

/// <summary>Who decides on members, and what became of those who were removed.</summary>
public sealed record EpochRow(ulong Epoch, int Voters, ImmutableArray<RemovalRow> Removals);
