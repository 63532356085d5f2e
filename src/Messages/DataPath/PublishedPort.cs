using System.Net;

namespace MeshNet.Messages;

/// <summary>One <c>-p</c> of a container.</summary>
/// <param name="Protocol">tcp, udp or sctp.</param>
/// <param name="HostAddress">Where the host listens, or null for all of its addresses.</param>
public sealed record PublishedPort(string Protocol, IPAddress? HostAddress, ushort HostPort, ushort ContainerPort);
