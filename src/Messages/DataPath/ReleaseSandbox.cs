namespace MeshNet.Messages;

/// <summary>To the names: the endpoint has left its sandbox. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record ReleaseSandbox(EndpointId Endpoint);
