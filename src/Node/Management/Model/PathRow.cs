namespace MeshNet.Node.Management.Model;

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
