using System.Collections.Immutable;
using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Overlay;

/// <summary>A container of another host on an overlay.</summary>
/// <param name="Mac">Its MAC.</param>
/// <param name="Vtep">The underlay address of its host.</param>
/// <param name="Addresses">Its addresses: IPv4, IPv6 or one of each.</param>
public sealed record RemoteEndpoint(MacAddress Mac, IPAddress Vtep, params ImmutableArray<IPAddress> Addresses)
{
    public override string ToString() => $"{string.Join(", ", Addresses)} ({Mac}) on {Vtep}";
}
