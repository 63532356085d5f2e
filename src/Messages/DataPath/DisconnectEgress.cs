namespace MeshNet.Messages;

/// <summary>To the gateway bridge: the container is gone. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record DisconnectEgress(EndpointId Endpoint);
