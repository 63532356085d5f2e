namespace MeshNet.Messages;

/// <param name="Mac">The endpoint's MAC: the one asked for, or a new one.</param>
public sealed record EndpointCreated(NetworkId Network, EndpointId Endpoint, uint Address, MacAddress Mac);
