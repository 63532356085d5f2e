namespace MeshNet.Actors.Edges;

/// <summary>An endpoint as network inspect lists it.</summary>
/// <param name="EndpointId">64 hexadecimal digits.</param>
/// <param name="ContainerId">Empty while the endpoint is being made.</param>
/// <param name="ContainerName">Without a slash.</param>
/// <param name="Address">IPv4 without prefix length; empty when it has none.</param>
public sealed record EngineAttachment(string EndpointId, string ContainerId, string ContainerName, string Address);
