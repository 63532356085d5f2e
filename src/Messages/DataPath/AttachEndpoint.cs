namespace MeshNet.Messages;

/// <summary>
/// To the driver: the same for a container that Docker started without us: <c>eth0</c> is made inside the namespace of
/// <paramref name="ProcessId"/>, with its address, and up. Answer: <see cref="EndpointPrepared"/> or <see cref="Refused"/>.
/// </summary>
public sealed record AttachEndpoint(NetworkId Network, EndpointId Endpoint, uint Address, MacAddress Mac, int ProcessId);
