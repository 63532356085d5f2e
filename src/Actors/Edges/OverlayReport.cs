using System.Collections.Immutable;

namespace MeshNet.Actors.Edges;

/// <summary>What an operation on one overlay did to the kernel, and how the overlay's ports are now.</summary>
/// <param name="Edits">How many kernel objects were made, changed or removed; 0 when all was right already.</param>
/// <param name="Details">These edits in words, some of which may stand for several, at most <see cref="DetailsMax"/>.</param>
/// <param name="Faults">What could not be done.</param>
/// <param name="Ports">In the order of their names; empty from operations that do not look at them.</param>
public sealed record OverlayReport(
    int Edits,
    ImmutableArray<string> Details,
    ImmutableArray<KernelFault> Faults,
    ImmutableArray<OverlayPort> Ports)
{
    public const int DetailsMax = 8;

    public static readonly OverlayReport Nothing = new(0, [], [], []);

    public bool Succeeded => Faults.IsEmpty;

    public static OverlayReport Failed(KernelFault fault) => Nothing with { Faults = [fault] };
}
