using System.Collections.Immutable;

namespace MeshNet.Node.Management.Model;

/// <param name="Nodes">Names, or the beginnings of ids.</param>
/// <param name="AssertOff">They are off for good, says whoever types it.</param>
public sealed record RemovalCommand(ImmutableArray<string> Nodes, bool AssertOff);
