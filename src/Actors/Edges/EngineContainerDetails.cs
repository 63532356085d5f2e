using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

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
