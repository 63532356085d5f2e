using System.Collections.Immutable;
using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Overlay;

/// <summary>A station behind another host's VTEP, a container there: what neighbour table and FDB are told of.</summary>
/// <param name="Mac">Its MAC.</param>
/// <param name="Vtep">The underlay address of its host.</param>
/// <param name="Addresses">Its addresses: IPv4, IPv6 or one of each.</param>
public sealed record RemoteStation(MacAddress Mac, IPAddress Vtep, params ImmutableArray<IPAddress> Addresses)
{
    public override string ToString() => $"{string.Join(", ", Addresses)} ({Mac}) on {Vtep}";
}
