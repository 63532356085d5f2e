namespace MeshNet.Actors.DockerEvents;

/// <summary>One row of the engine's container list.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Name">Without a slash.</param>
/// <param name="Running">Its process lives, paused or not.</param>
/// <param name="NetworkMode"><c>none</c>, <c>host</c>, <c>default</c>, a network's name or id, or <c>container:ID</c>.</param>
/// <param name="Networks">The engine's ids of the networks that it has endpoints on.</param>
public sealed record EngineContainer(
    string Id,
    string Name,
    bool Running,
    string NetworkMode,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableArray<string> Networks);

/// <summary>What the engine tells of one container when it is inspected.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Name">Without a slash.</param>
/// <param name="ProcessId">Its first process in the daemon's numbering; 0 when it does not run.</param>
/// <param name="RestartPolicy"><c>no</c> or empty, <c>always</c>, <c>unless-stopped</c>, <c>on-failure</c>.</param>
/// <param name="StartError">Why the last start failed, in the engine's words; empty when it did not.</param>
/// <param name="ResolverFile">The file on the host that is its /etc/resolv.conf; empty before the first start.</param>
/// <param name="Ports">What <c>-p</c> asked for.</param>
public sealed record EngineContainerDetails(
    string Id,
    string Name,
    int ProcessId,
    EndpointHealth Health,
    string RestartPolicy,
    string StartError,
    string ResolverFile,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableArray<EnginePort> Ports,
    ImmutableArray<EngineEndpoint> Endpoints)
{
    public bool Running => ProcessId != 0;
}

/// <summary>A container's endpoint as container inspect tells it.</summary>
/// <param name="NetworkId">The engine's id of the network.</param>
/// <param name="EndpointId">64 hexadecimal digits; empty while the container does not run.</param>
/// <param name="Aliases">Every further name that the engine would resolve to it, in the engine's order.</param>
public sealed record EngineEndpoint(string NetworkId, string EndpointId, ImmutableArray<string> Aliases);

/// <summary>One <c>-p</c> in the engine's notation.</summary>
/// <param name="ContainerPort"><c>80/tcp</c>.</param>
/// <param name="HostAddress">Empty: every address of the host.</param>
/// <param name="HostPort">A port, a range <c>8000-8010</c>, or empty for any free one.</param>
public sealed record EnginePort(string ContainerPort, string HostAddress, string HostPort);
