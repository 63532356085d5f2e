using System.Net;

namespace MeshNet.Linux.Routes;

/// <summary>How a packet would leave.</summary>
/// <param name="LinkIndex">The link that it goes out on.</param>
/// <param name="Source">The address that it comes from.</param>
/// <param name="Gateway">The next hop; null when the destination is on the link.</param>
public sealed record RouteLookup(int LinkIndex, IPAddress Source, IPAddress? Gateway);
