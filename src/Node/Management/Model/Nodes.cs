namespace MeshNet.Node.Management.Model;

/// <summary>One line of <c>meshnet node ls</c>.</summary>
public sealed record NodeRow(
    string Id,
    string Name,
    string Status,
    string Address,
    string Vtep,
    string Version,
    int Endpoints,
    bool Self,
    bool Voter);

/// <summary>Who decides on members, and what became of those who were removed.</summary>
public sealed record EpochRow(ulong Epoch, int Voters, ImmutableArray<RemovalRow> Removals);

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
        + (WaitsFor.IsEmpty ? " soon" : $" after {string.Join(", ", WaitsFor)}");
}

/// <summary>Which ways between this host and another are open; null where the other did not report.</summary>
/// <param name="ClockAheadMilliseconds">How far the other's clock is ahead of this host's; below zero when it is behind, null when it did not tell.</param>
/// <param name="ClockUncertaintyMilliseconds">By so much the former may be wrong.</param>
public sealed record PathRow(
    string Id,
    bool Stream,
    bool DatagramIn,
    bool? DatagramOut,
    bool VxlanIn,
    bool? VxlanOut,
    long? ClockAheadMilliseconds,
    long? ClockUncertaintyMilliseconds);
