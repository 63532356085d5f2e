namespace MeshNet.Messages;

/// <param name="InterfaceName">The free end's name in the host's namespace: Docker's <c>SrcName</c>.</param>
public sealed record EndpointPrepared(EndpointId Endpoint, string InterfaceName);
