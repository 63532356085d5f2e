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

/// <summary>What filters this host's packets.</summary>
/// <param name="ForwardRules">`iptables -S FORWARD`, `DOCKER-USER`; empty where there is no such chain.</param>
/// <param name="InputRules">`iptables -S INPUT`.</param>
/// <param name="IsForwarding">net.ipv4.ip_forward.</param>
/// <param name="HasOwnBridge">Containers go out over MeshNet's own bridge.</param>
/// <param name="FirewalldPorts">The ports that a running firewalld lets in; null without firewalld.</param>
public sealed record FirewallFacts(
    ImmutableArray<string> ForwardRules,
    ImmutableArray<string> InputRules,
    bool IsForwarding,
    bool HasOwnBridge,
    string? FirewalldPorts);

/// <summary>Objects that carry MeshNet's name, and what the mesh knows of them.</summary>
/// <param name="IsInMesh">A daemon runs here, in a mesh: what it does not know is left over. Without one everything is.</param>
/// <param name="Namespaces">Of overlays, by their networks' ids.</param>
/// <param name="Links">Of ours, in the host's own namespace.</param>
/// <param name="UsedNetworks">Ids of the networks that this host has endpoints on.</param>
/// <param name="UsedLinks">Names that the endpoints of this host account for.</param>
public sealed record StaleFacts(
    bool IsInMesh,
    ImmutableArray<string> Namespaces,
    ImmutableArray<string> Links,
    ImmutableArray<string> UsedNetworks,
    ImmutableArray<string> UsedLinks);

/// <summary>Who uses which addresses.</summary>
/// <param name="Overlays">The networks of the mesh by name.</param>
/// <param name="Others">Routes of this host and networks of other drivers, each with what it is.</param>
public sealed record SubnetFacts(ImmutableArray<(string Name, Block Subnet)> Overlays, ImmutableArray<(string What, Block Subnet)> Others);

/// <summary>What the path to another host lets through.</summary>
/// <param name="Status">The membership's word for it: alive, suspect, dead.</param>
/// <param name="StreamRefusal">Why no TCP connection to its gossip port was made; null when one was.</param>
/// <param name="PacketBytesWanted">The underlay's MTU as this host has it.</param>
/// <param name="PacketBytesMax">The largest packet that came back unfragmented, in bytes; 0 when none did.</param>
/// <param name="Ways">What the two daemons heard of each other; null where this host's did not try.</param>
public sealed record PeerPath(
    string Name,
    IPEndPoint Address,
    string Status,
    string? StreamRefusal,
    int PacketBytesWanted,
    int PacketBytesMax,
    PathRow? Ways);

/// <summary>One feature that the data path needs from the kernel.</summary>
/// <param name="Module">The module that brings it.</param>
/// <param name="Refusal">The kernel's words when it was tried; null if it works.</param>
public sealed record KernelFeature(string Name, string Module, string? Refusal);

/// <summary>The ports that hosts reach each other on.</summary>
public sealed record Ports(int Gossip, int Vxlan)
{
    public override string ToString() => $"UDP and TCP {Gossip} (gossip) and UDP {Vxlan} (VXLAN)";
}
