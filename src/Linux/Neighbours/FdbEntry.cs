using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Neighbours;

/// <summary>One line of a VXLAN's forwarding database: behind which VTEP a MAC is.</summary>
/// <param name="Mac">The zero MAC stands for everything without an entry: broadcast, multicast, unknown.</param>
/// <param name="Vtep">The underlay address of the host; null when the entry names a next-hop group instead.</param>
/// <param name="IsPermanent">Set by somebody, never aged.</param>
/// <param name="IsPlain">It has nothing else: no UDP port, VNI, link or next-hop group of its own.</param>
public sealed record FdbEntry(MacAddress Mac, IPAddress? Vtep, bool IsPermanent, bool IsPlain);
