using System.Collections.Immutable;

namespace MeshNet.Node.Management.Model;

/// <summary>One removed node.</summary>
/// <param name="WaitsFor">What is missing until its heir takes its addresses over; empty when it has.</param>
public sealed record RemovalRow(
    string Id,
    string Name,
    ulong Epoch,
    string By,
    string Heir,
    bool Settled,
    ImmutableArray<string> WaitsFor)
{
    /// <summary>A sentence about a removal that is not settled yet.</summary>
    public string Describe() =>
        $"{Name} ({Id[..8]}) was removed by {By} in epoch {Epoch}: {Heir} takes over its addresses and networks"
        + (WaitsFor.IsEmpty ? " at any moment" : $" once there is {string.Join(", ", WaitsFor)}");
}
