namespace MeshNet.Messages;

/// <summary>
/// To the gateway bridge: <c>eth1</c> and the default route in the namespace of <paramref name="ProcessId"/>, masquerade, published
/// ports. Answer: <see cref="Acknowledged"/> or <see cref="Refused"/>.
/// </summary>
public sealed record ConnectEgress(EndpointId Endpoint, string ContainerId, int ProcessId, ImmutableArray<PublishedPort> Ports);

/// <summary>One <c>-p</c> of a container.</summary>
/// <param name="Protocol">tcp, udp or sctp.</param>
/// <param name="HostAddress">Where the host listens, or null for all of its addresses.</param>
public sealed record PublishedPort(string Protocol, IPAddress? HostAddress, ushort HostPort, ushort ContainerPort);

/// <summary>To the gateway bridge: the container is gone. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record DisconnectEgress(EndpointId Endpoint);
