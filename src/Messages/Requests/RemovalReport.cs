using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>How far a removal has come.</summary>
/// <param name="Heir">The name of the host that takes the blocks and networks over, or has done so.</param>
/// <param name="Settled">The heir has taken them.</param>
/// <param name="WaitsFor">What is missing until then, each as a phrase.</param>
public sealed record RemovalReport(NodeId Node, string Name, ulong Epoch, string By, string Heir, bool Settled, ImmutableArray<string> WaitsFor);
