using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Neighbours;

/// <summary>One line of a VXLAN's forwarding database: behind which VTEP a MAC is.</summary>
/// <param name="Mac">The zero MAC stands for everything without an entry: broadcast, multicast, unknown.</param>
/// <param name="Vtep">The underlay address of the host.</param>
/// <param name="IsPermanent">Set by somebody, never aged.</param>
/// <param name="UdpPort">Set when it is not the device's own.</param>
public sealed record FdbEntry(MacAddress Mac, IPAddress Vtep, bool IsPermanent, ushort? UdpPort = null);
