namespace MeshNet.Messages;

/// <summary>NetworkDriver.DeleteEndpoint, or the end of a labelled container: the address is held, then free (R4). Answer: <see cref="Acknowledged"/>.</summary>
public sealed record DeleteEndpoint(EndpointId Endpoint) : IMeshRequest;
