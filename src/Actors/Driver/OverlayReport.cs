namespace MeshNet.Actors.Driver;

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

/// <summary>A veth of ours whose one end is a port of an overlay's bridge.</summary>
/// <param name="Name">The port's name inside the overlay's namespace, <see cref="OverlayLinks.NameOf"/> of its endpoint.</param>
/// <param name="IsWaiting">
/// The other end is still, or again, in the host's namespace: no container uses it. Where it is false some sandbox holds the end.
/// </param>
public sealed record OverlayPort(string Name, bool IsWaiting);
