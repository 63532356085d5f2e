using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// To the gateway bridge: <c>eth1</c> and the default route in the namespace of <paramref name="ProcessId"/>, masquerade, published
/// ports. Answer: <see cref="Acknowledged"/> or <see cref="Refused"/>.
/// </summary>
public sealed record ConnectEgress(EndpointId Endpoint, string ContainerId, int ProcessId, ImmutableArray<PublishedPort> Ports);
