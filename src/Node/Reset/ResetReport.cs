using System.Collections.Immutable;

namespace MeshNet.Node.Reset;

/// <summary>What a reset did to a host.</summary>
/// <param name="Removed">In words, one for each object.</param>
/// <param name="Failures">What could not be removed, and why.</param>
public sealed record ResetReport(ImmutableArray<string> Removed, ImmutableArray<string> Failures);
