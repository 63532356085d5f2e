using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

/// <summary>What an operation on a gateway bridge did to the kernel.</summary>
/// <param name="Edits">In words, one for each kernel object or set of rules that was made, changed or removed.</param>
/// <param name="Faults">What could not be done.</param>
/// <param name="Ended">Containers of the plan whose namespace no longer exists: they need no way out any more.</param>
public sealed record EgressReport(
    ImmutableArray<string> Edits,
    ImmutableArray<KernelFault> Faults,
    ImmutableArray<EndpointId> Ended)
{
    public static readonly EgressReport Nothing = new([], [], []);

    public bool Succeeded => Faults.IsEmpty;
}
