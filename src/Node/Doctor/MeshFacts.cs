using System.Collections.Immutable;
using MeshNet.Node.Cli;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Doctor;

/// <summary>What the daemon of this host says; empty when none answers.</summary>
internal sealed record MeshFacts(
    string State,
    string Name,
    string Address,
    ImmutableArray<string> Problems,
    ImmutableArray<NodeRow> Nodes,
    ImmutableArray<NetworkRow> Networks,
    ImmutableArray<EndpointRow> Endpoints,
    ImmutableArray<PathRow> Paths)
{
    public bool IsInMesh => Name.Length > 0;

    public static async Task<MeshFacts> ReadAsync(DaemonClient daemon, CancellationToken cancellation)
    {
        try
        {
            StatusReport status = await daemon.GetAsync("/meshnet/status", ModelJson.Default.StatusReport, cancellation).ConfigureAwait(false);
            if (status.NodeId.Length == 0)
            {
                return new(status.State, "", "", status.Problems, [], [], [], []);
            }

            return new(
                status.State,
                status.Node,
                status.Address,
                status.Problems,
                [.. await daemon.GetAsync("/meshnet/nodes", ModelJson.Default.NodeRowArray, cancellation).ConfigureAwait(false)],
                [.. await daemon.GetAsync("/meshnet/networks", ModelJson.Default.NetworkRowArray, cancellation).ConfigureAwait(false)],
                [.. await daemon.GetAsync("/meshnet/endpoints", ModelJson.Default.EndpointRowArray, cancellation).ConfigureAwait(false)],
                [.. await daemon.GetAsync("/meshnet/paths", ModelJson.Default.PathRowArray, cancellation).ConfigureAwait(false)]);
        }
        catch (CliException silence)
        {
            return new("no daemon", "", "", [silence.Message], [], [], [], []);
        }
    }
}
