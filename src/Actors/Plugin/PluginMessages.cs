namespace MeshNet.Actors.Plugin;

/// <summary>
/// To the plugin: NetworkDriver.Join, all of it: the container's name is looked up, the endpoint replicated, its veth made, its
/// sandbox's names served. Answer: <see cref="SandboxJoined"/> or <see cref="Refused"/>.
/// </summary>
/// <param name="SandboxPath">The file that is, or will be, the container's network namespace.</param>
/// <param name="Ports">What <c>-p</c> asked for; of use only where the way out is ours.</param>
public sealed record JoinSandbox(
    string EngineNetworkId, EndpointId Endpoint, string EngineEndpointId, string SandboxPath, ImmutableArray<PublishedPort> Ports);

/// <param name="InterfaceName">The link that Docker is to move into the sandbox.</param>
/// <param name="OwnGateway">The way out is ours: Docker is not to add one.</param>
public sealed record SandboxJoined(string InterfaceName, bool OwnGateway);

/// <summary>To the plugin: NetworkDriver.Leave. Answer: <see cref="Acknowledged"/>; what there was is taken down after it.</summary>
public sealed record LeaveSandbox(string EngineNetworkId, EndpointId Endpoint);

/// <summary>From a join to the plugin: Docker leaves this sandbox's way out to us.</summary>
internal sealed record SandboxWithoutGateway(EndpointId Endpoint, string ContainerId, ImmutableArray<PublishedPort> Ports);

/// <summary>To the plugin: this host is in a mesh, and these are the actors to ask.</summary>
public sealed record MeshEntered(MeshActors Actors);

/// <summary>To the plugin: this host is in no mesh, not yet or not any more.</summary>
public sealed record MeshAbsent
{
    public static readonly MeshAbsent Instance = new();
}
