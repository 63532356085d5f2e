namespace MeshNet.Actors.Diagnosis;

/// <summary>
/// To <see cref="PathActor"/>: which paths to these nodes are open? Answered with <see cref="PathReports"/>, or <see cref="Refused"/>.
/// </summary>
/// <param name="Trial">Random, to tell the trials of several nodes apart.</param>
public sealed record TryPaths(ulong Trial, ImmutableSortedDictionary<NodeId, IPAddress> Peers);

/// <summary>The result for each node that was asked about.</summary>
public sealed record PathReports(ImmutableArray<PathReport> Reports);

/// <summary>Which paths to and from a node are open.</summary>
/// <param name="Stream">It was asked, and answered, over TCP.</param>
/// <param name="DatagramIn">One of its datagrams arrived here.</param>
/// <param name="DatagramOut">One of this node's arrived there; null when it did not report.</param>
/// <param name="VxlanIn">One of its packets arrived at the VXLAN port here.</param>
/// <param name="VxlanOut">One of this node's arrived at the VXLAN port there; null when it did not report.</param>
/// <param name="Clock">Its clock against this node's; null when it did not tell.</param>
public sealed record PathReport(
    NodeId Peer,
    bool Stream,
    bool DatagramIn,
    bool? DatagramOut,
    bool VxlanIn,
    bool? VxlanOut,
    ClockOffset? Clock);

/// <summary>How another node's clock differs from this one's, told from a question and its answer as NTP does.</summary>
/// <param name="Ahead">How far the other clock is ahead, if question and answer took equally long; negative when it is behind.</param>
/// <param name="Uncertainty">Half of the round trip time: <paramref name="Ahead"/> may be wrong by this much.</param>
public sealed record ClockOffset(TimeSpan Ahead, TimeSpan Uncertainty)
{
    /// <param name="asked">This node's time of day when it asked.</param>
    /// <param name="there">The other's, when it answered, at once.</param>
    /// <param name="underWay">The time between question and answer, of a clock that does not jump.</param>
    public static ClockOffset Of(DateTimeOffset asked, DateTimeOffset there, TimeSpan underWay) => new(there - (asked + (underWay / 2)), underWay / 2);
}
