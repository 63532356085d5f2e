using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Neighbours;

/// <summary>One line of a link's neighbour table (ARP and ND): which MAC an IP address has.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Mac">Null while it is not resolved.</param>
/// <param name="IsPermanent">Set by somebody (NUD_PERMANENT), never aged, never asked for again.</param>
public sealed record NeighbourEntry(IPAddress Address, MacAddress? Mac, bool IsPermanent);
