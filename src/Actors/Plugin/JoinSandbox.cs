using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Plugin;

/// <summary>
/// To the plugin: NetworkDriver.Join, all of it: the container's name is looked up, the endpoint replicated, its veth made, its
/// sandbox's names served. Answer: <see cref="SandboxJoined"/> or <see cref="Refused"/>.
/// </summary>
/// <param name="SandboxPath">The file that is, or will be, the container's network namespace.</param>
/// <param name="Ports">What <c>-p</c> asked for; of use only where the way out is ours.</param>
public sealed record JoinSandbox(
    string EngineNetworkId, EndpointId Endpoint, string EngineEndpointId, string SandboxPath, ImmutableArray<PublishedPort> Ports);
