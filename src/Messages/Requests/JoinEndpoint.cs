namespace MeshNet.Messages;

/// <summary>
/// NetworkDriver.Join: from here on the endpoint is replicated. Refused when its name is taken on the network:
/// <c>endpoint with name test1 already exists in network demo</c>. Answer: <see cref="EndpointCreated"/>.
/// </summary>
/// <param name="Name">The container's name, or empty when the engine did not tell it in time.</param>
/// <param name="ContainerId">64 hexadecimal digits, or empty when not known yet.</param>
public sealed record JoinEndpoint(EndpointId Endpoint, string Name, string ContainerId) : IMeshRequest;
