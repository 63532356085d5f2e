namespace MeshNet.Messages;

/// <summary>
/// NetworkDriver.CreateEndpoint: binds a reserved address to an endpoint. Refused when the address is not reserved (R4).
/// Answer: <see cref="EndpointCreated"/>.
/// </summary>
/// <param name="Mac">The MAC that the user asked for, or null.</param>
public sealed record CreateEndpoint(string EngineNetworkId, EndpointId Endpoint, uint Address, MacAddress? Mac) : IMeshRequest;
