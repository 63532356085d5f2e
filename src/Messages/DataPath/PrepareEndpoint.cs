namespace MeshNet.Messages;

/// <summary>
/// To the driver: make the overlay's parts on this host if they are missing, and a veth whose free end waits in the host's namespace
/// for Docker to take it. Answer: <see cref="EndpointPrepared"/> or <see cref="Refused"/>.
/// </summary>
public sealed record PrepareEndpoint(NetworkId Network, EndpointId Endpoint, uint Address, MacAddress Mac);
