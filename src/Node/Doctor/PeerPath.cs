using System.Net;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Doctor;

/// <summary>What the path to another host lets through.</summary>
/// <param name="Status">The membership's word for it: alive, suspect, dead.</param>
/// <param name="StreamRefusal">Why no TCP connection to its gossip port was made; null when one was.</param>
/// <param name="PacketBytesWanted">The underlay's MTU as this host has it.</param>
/// <param name="PacketBytesMax">The largest packet that came back unfragmented, in bytes; 0 when none did.</param>
/// <param name="Ways">What the two daemons heard of each other; null where this host's did not try.</param>
public sealed record PeerPath(
    string Name,
    IPEndPoint Address,
    string Status,
    string? StreamRefusal,
    int PacketBytesWanted,
    int PacketBytesMax,
    PathRow? Ways);
