namespace MeshNet.Messages;

/// <summary>To the driver: remove the endpoint's veth, and the overlay's parts after the last one. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record RemoveEndpoint(NetworkId Network, EndpointId Endpoint);
