using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Plugin;

/// <summary>From a join to the plugin: Docker leaves this sandbox's way out to us.</summary>
internal sealed record SandboxWithoutGateway(EndpointId Endpoint, string ContainerId, ImmutableArray<PublishedPort> Ports);
