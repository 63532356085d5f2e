using MeshNet.Actors.Diagnosis;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Management;

/// <summary>Turns views into what the CLI prints.</summary>
public static class Rows
{
    public static NodeRow[] Nodes(MembershipView members, MeshView view, EpochReport epoch) =>
    [
        .. members.Members.Values.Select(member => new NodeRow(
            member.Id.ToString(),
            member.Name,
            epoch.Removals.Any(removal => removal.Node == member.Id) ? "removed" : member.Status.ToString().ToLowerInvariant(),
            member.Address.ToString(),
            view.Nodes.TryGetValue(member.Id, out NodeRecord? record) ? record.Vtep.ToString() : "",
            record?.Version ?? "",
            view.Networks.Values.Sum(network => network.Endpoints.Values.Count(endpoint => endpoint.Owner == member.Id)),
            member.Id == members.Self,
            epoch.Voters.Contains(member.Id))),
    ];

    public static EpochRow Epoch(EpochReport epoch) => new(
        epoch.Number,
        epoch.Voters.Count,
        [
            .. epoch.Removals.OrderBy(removal => removal.Epoch).Select(removal => new RemovalRow(
                removal.Node.ToString(), removal.Name, removal.Epoch, removal.By, removal.Heir, removal.Settled, removal.WaitsFor)),
        ]);

    public static PathRow[] Paths(PathReports paths) =>
    [
        .. paths.Reports.Select(path => new PathRow(
            path.Peer.ToString(),
            path.Stream,
            path.DatagramIn,
            path.DatagramOut,
            path.VxlanIn,
            path.VxlanOut,
            (long?)path.Clock?.Ahead.TotalMilliseconds,
            (long?)path.Clock?.Uncertainty.TotalMilliseconds)),
    ];

    public static NetworkRow[] Networks(MeshView view) =>
    [
        .. view.Networks.Values.OrderBy(network => network.Record.Name, StringComparer.Ordinal).Select(network => new NetworkRow(
            network.Id.ToString(),
            network.Record.Name,
            network.Record.Subnet.ToString(),
            network.Record.Vni,
            network.Endpoints.Count,
            network.Record.Internal,
            State(network),
            NameOf(view, network.Creator))),
    ];

    public static EndpointRow[] Endpoints(MeshView view) =>
    [
        .. from network in view.Networks.Values
           from endpoint in network.Endpoints.Values
           orderby network.Record.Name, endpoint.Record.Address
           select new EndpointRow(
               endpoint.Id.ToString(),
               network.Record.Name,
               endpoint.Record.Name,
               Ipv4.ToText(endpoint.Record.Address),
               endpoint.Record.Mac.ToString(),
               NameOf(view, endpoint.Owner),
               endpoint.Record.ContainerId,
               endpoint.Record.Health.ToString().ToLowerInvariant()),
    ];

    public static BlockRow[] Blocks(AddressSpaceReport report) =>
    [
        .. report.Blocks.Select(block => new BlockRow(block.Block.ToString(), block.OwnerName, block.Block.Size, block.Used, block.Version)),
    ];

    public static NetworkInspection[] Inspect(MeshView view, string nameOrId)
    {
        NetworkView network = view.Networks.Values.FirstOrDefault(found => found.Record.Name == nameOrId && !found.Closing && !found.NameLoses)
            ?? view.Networks.Values.FirstOrDefault(found => nameOrId.Length >= 8 && found.Id.ToString().StartsWith(nameOrId, StringComparison.Ordinal))
            ?? throw ControlException.NotFound($"network {nameOrId} not found: see 'meshnet network ls'");
        NetworkRecord record = network.Record;
        return
        [
            new(
                record.Name,
                network.Id.ToString(),
                Scope: "global",
                Driver: "meshnet",
                EnableIPv6: false,
                new InspectionIpam(
                    "meshnet",
                    ImmutableSortedDictionary<string, string>.Empty,
                    [new(record.Subnet.ToString(), Ipv4.ToText(record.Gateway))]),
                record.Internal,
                Attachable: true,
                Ingress: false,
                Containers(view, network),
                record.Options,
                record.Labels,
                new InspectedMesh(record.Vni, NameOf(view, network.Creator), State(network))),
        ];
    }

    private static ImmutableSortedDictionary<string, InspectedContainer> Containers(MeshView view, NetworkView network) =>
        network.Endpoints.Values.ToImmutableSortedDictionary(
            endpoint => endpoint.Record.ContainerId.Length > 0 ? endpoint.Record.ContainerId : $"ep-{endpoint.Id}",
            endpoint => new InspectedContainer(
                endpoint.Record.Name,
                endpoint.Id.ToString(),
                endpoint.Record.Mac.ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{Ipv4.ToText(endpoint.Record.Address)}/{network.Record.Subnet.PrefixLength}"),
                "",
                NameOf(view, endpoint.Owner),
                view.Nodes.TryGetValue(endpoint.Owner, out NodeRecord? node) ? node.Vtep.ToString() : ""),
            StringComparer.Ordinal);

    private static string State(NetworkView network) => network.Closing ? "closing" : network.NameLoses ? "name taken" : "open";

    private static string NameOf(MeshView view, NodeId node) =>
        view.Nodes.TryGetValue(node, out NodeRecord? record) ? record.Name : node.ToShortString();
}
