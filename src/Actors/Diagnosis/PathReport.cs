using MeshNet.Messages;

namespace MeshNet.Actors.Diagnosis;

/// <summary>Which ways to and from a node are open.</summary>
/// <param name="Stream">It was asked, and answered, over TCP.</param>
/// <param name="DatagramIn">A datagram of it arrived here.</param>
/// <param name="DatagramOut">One of this node's arrived there; null when it did not report.</param>
/// <param name="VxlanIn">A packet of it arrived at the VXLAN port here.</param>
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
