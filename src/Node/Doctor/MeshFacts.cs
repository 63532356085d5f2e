using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using MeshNet.Node.Cli;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Doctor;

/// <summary>What the daemon of this host says. If a part does not answer, a problem says so and the rest is still there.</summary>
/// <param name="IsWhole">Nothing is missing: what is not in here is not there.</param>
internal sealed record MeshFacts(
    bool IsWhole,
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
        StatusReport status;
        try
        {
            status = await daemon.GetAsync("/meshnet/status", ModelJson.Default.StatusReport, cancellation).ConfigureAwait(false);
        }
        catch (CliException silence)
        {
            return new(IsWhole: false, "no daemon", "", "", [silence.Message], [], [], [], []);
        }

        if (status.NodeId.Length == 0)
        {
            return new(IsWhole: true, status.State, "", "", status.Problems, [], [], [], []);
        }

        List<string> missing = [];
        Task<NodeRow[]> nodes = RowsAsync("/meshnet/nodes", ModelJson.Default.NodeRowArray);
        Task<NetworkRow[]> networks = RowsAsync("/meshnet/networks", ModelJson.Default.NetworkRowArray);
        Task<EndpointRow[]> endpoints = RowsAsync("/meshnet/endpoints", ModelJson.Default.EndpointRowArray);
        Task<PathRow[]> paths = RowsAsync("/meshnet/paths", ModelJson.Default.PathRowArray);
        await Task.WhenAll(nodes, networks, endpoints, paths).ConfigureAwait(false);
        return new(
            missing.Count == 0,
            status.State,
            status.Node,
            status.Address,
            [.. status.Problems, .. missing.Distinct()],
            [.. await nodes.ConfigureAwait(false)],
            [.. await networks.ConfigureAwait(false)],
            [.. await endpoints.ConfigureAwait(false)],
            [.. await paths.ConfigureAwait(false)]);

        async Task<T[]> RowsAsync<T>(string path, JsonTypeInfo<T[]> type)
        {
            try
            {
                return await daemon.GetAsync(path, type, cancellation).ConfigureAwait(false);
            }
            catch (CliException silence)
            {
                lock (missing)
                {
                    missing.Add(silence.Message);
                }

                return [];
            }
        }
    }
}
