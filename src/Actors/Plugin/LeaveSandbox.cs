using MeshNet.Messages;

namespace MeshNet.Actors.Plugin;

/// <summary>To the plugin: NetworkDriver.Leave. Answer: <see cref="Acknowledged"/>; what there was is taken down after it.</summary>
public sealed record LeaveSandbox(string EngineNetworkId, EndpointId Endpoint);
