namespace MeshNet.Messages;

/// <summary>A local endpoint's veth: one end a port of the overlay's bridge, the other the container's interface.</summary>
/// <param name="Address">The container's address within the network's subnet.</param>
/// <param name="Mac">Of the container's end.</param>
public sealed record OverlayLink(EndpointId Endpoint, uint Address, MacAddress Mac);

/// <summary>
/// To the driver: make the overlay's parts on this host if they are missing, and a veth whose free end waits in the host's namespace
/// for Docker to take it. Answer: <see cref="LinkReady"/> or <see cref="Refused"/>.
/// </summary>
public sealed record PrepareLink(NetworkId Network, OverlayLink Link);

/// <summary>
/// To the driver: the same for a container that Docker started without us: <c>eth0</c> is made inside the namespace of
/// <paramref name="ProcessId"/>, with its address, and up. Answer: <see cref="LinkReady"/> or <see cref="Refused"/>.
/// </summary>
public sealed record AttachLink(NetworkId Network, OverlayLink Link, int ProcessId);

/// <param name="InterfaceName">The free end's name in the host's namespace: Docker's <c>SrcName</c>.</param>
public sealed record LinkReady(EndpointId Endpoint, string InterfaceName);

/// <summary>To the driver: remove the endpoint's veth, and the overlay's parts after the last one. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record RemoveLink(NetworkId Network, EndpointId Endpoint);

/// <summary>
/// Published by the driver on the event stream when it changes: the networks that this host's kernel has anything of. A closed network
/// that is not in it is drained here (<see cref="NetworkClosing.Drained"/>).
/// </summary>
public sealed record DataPathNetworks(ImmutableSortedSet<NetworkId> Networks);
