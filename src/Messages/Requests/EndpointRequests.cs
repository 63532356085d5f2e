namespace MeshNet.Messages;

/// <summary>
/// NetworkDriver.CreateEndpoint: binds a reserved address to an endpoint. Refused when the address is not reserved (R4).
/// Answer: <see cref="EndpointBound"/>.
/// </summary>
/// <param name="Mac">The MAC that the user asked for, or null.</param>
public sealed record BindAddress(string EngineNetworkId, EndpointId Endpoint, uint Address, MacAddress? Mac) : IMeshRequest;

/// <summary>The endpoint has its address and its MAC.</summary>
/// <param name="Mac">The one asked for, or a new one.</param>
public sealed record EndpointBound(NetworkId Network, EndpointId Endpoint, uint Address, MacAddress Mac);

/// <summary>
/// NetworkDriver.Join: from here on the endpoint is replicated. Refused when its name is taken on the network:
/// <c>endpoint with name test1 already exists in network demo</c>. Answer: <see cref="EndpointBound"/>.
/// </summary>
/// <param name="Name">The container's name, or empty when the engine did not tell it in time.</param>
/// <param name="ContainerId">64 hexadecimal digits, or empty when not known yet.</param>
public sealed record JoinEndpoint(EndpointId Endpoint, string Name, string ContainerId) : IMeshRequest;

/// <summary>What the engine's events and inspections tell of an endpoint after it joined. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record DescribeEndpoint(
    EndpointId Endpoint,
    string Name,
    string ContainerId,
    ImmutableArray<string> Aliases,
    EndpointHealth Health) : IMeshRequest;

/// <summary>NetworkDriver.DeleteEndpoint, or the end of a labelled container: the address is held, then free (R4). Answer: <see cref="Acknowledged"/>.</summary>
public sealed record DeleteEndpoint(EndpointId Endpoint) : IMeshRequest;

/// <summary>
/// The second way in: a container that carries the label <c>meshnet.network=NAME</c>. Address and endpoint in one step, may wait
/// for a block from another host. Answer: <see cref="EndpointBound"/>.
/// </summary>
/// <param name="Endpoint">Derived from the container's id and network, so that a repeat finds the same endpoint.</param>
/// <param name="Address">The address that the label <c>meshnet.ip</c> asks for, or null.</param>
public sealed record AttachContainer(
    string NetworkName,
    EndpointId Endpoint,
    string Name,
    string ContainerId,
    ImmutableArray<string> Aliases,
    uint? Address) : IMeshRequest;
