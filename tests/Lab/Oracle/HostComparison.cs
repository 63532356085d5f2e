namespace MeshNet.Lab.Tests.Oracle;

/// <summary>Where a host's kernel and engine are not as the replicated state says: one sentence for each difference.</summary>
public static class HostComparison
{
    private const string Bridge = "mnbr0";
    private const string Vxlan = "mnvx0";
    private const string Gateway = "mn_gwbridge";
    private const string GatewayTable = "ip meshnet_gwbridge";

    /// <param name="state">The host.</param>
    /// <param name="mtu">What packets of the overlay may have.</param>
    public static IEnumerable<string> Differences(HostState state, int mtu)
    {
        MeshNode node = state.Mesh.Self;
        List<MeshNetwork> used = state.Mesh.Networks.Where(network => state.Mesh.LocalsOf(network, node.Name).Any()).ToList();
        return
        [
            .. Sets($"{state.Host}: overlay namespace", used.Select(network => network.Id), state.Overlays.Keys),
            .. used.Where(network => state.Overlays.ContainsKey(network.Id))
                .SelectMany(network => Overlay(state, network, mtu).Select(text => $"{state.Host}, network {network.Name}: {text}")),
            .. Containers(state).Select(text => $"{state.Host}: {text}"),
            .. OwnGateway(state).Select(text => $"{state.Host}: {text}"),
            .. state.Mesh.Networks.Where(network => state.Routes.Contains(network.Subnet))
                .Select(network => $"{state.Host}: the host itself has a route to {network.Subnet}, which is network {network.Name}'s"),
        ];
    }

    private static IEnumerable<string> Overlay(HostState state, MeshNetwork network, int mtu)
    {
        MeshState mesh = state.Mesh;
        MeshNode node = mesh.Self;
        KernelOverlay overlay = state.Overlays[network.Id];
        List<MeshEndpoint> remotes = mesh.RemotesOf(network, node.Name).ToList();
        Dictionary<string, string> vteps = mesh.Nodes.Where(other => other.Vtep.Length > 0).GroupBy(other => other.Name).ToDictionary(group => group.Key, group => group.Last().Vtep);
        return
        [
            .. Sets("link", ["lo", Bridge, Vxlan, .. mesh.LocalsOf(network, node.Name).Select(local => local.Link)], overlay.Links.Select(link => link.Name)),
            .. Sets("FDB entry", remotes.Select(remote => $"{remote.Mac} to {vteps[remote.Node]}"), overlay.Fdb),
            .. Sets("neighbour", remotes.Select(remote => $"{remote.Address} is {remote.Mac}"), overlay.Neighbours),
            .. Sets("route", [], overlay.Routes),
            .. overlay.Links.Where(link => link.Name != "lo").SelectMany(link => Link(link, mtu)),
            .. overlay.Links.Where(link => link.Name == Vxlan && (link.Vni, link.Local) != (network.Vni, node.Vtep))
                .Select(link => $"{Vxlan} has VNI {link.Vni} from {link.Local}, not {network.Vni} from {node.Vtep}"),
        ];
    }

    private static IEnumerable<string> Link(KernelLink link, int mtu)
    {
        if (!link.IsUp)
        {
            yield return $"{link.Name} is down";
        }

        if (link.Mtu != mtu)
        {
            yield return $"{link.Name} has MTU {link.Mtu}, not {mtu}";
        }

        if (link.Name != Bridge && link.Master != Bridge)
        {
            yield return $"{link.Name} is no port of {Bridge} but of '{link.Master}'";
        }
    }

    /// <summary>Every running container on a network of ours has its endpoint, and every endpoint of this node its running container.</summary>
    private static IEnumerable<string> Containers(HostState state) => Sets(
        "endpoint",
        state.Containers.SelectMany(container => container.Networks.Keys
            .Concat(container.Label.Length > 0 ? [container.Label] : [])
            .Select(network => $"{container.Name} on {network}")),
        state.Mesh.Endpoints.Where(endpoint => endpoint.Node == state.Mesh.Self.Name).Select(endpoint => $"{endpoint.Name} on {endpoint.Network}"));

    /// <summary>
    /// Containers that came by their label have their way out over our own bridge, and no others. The bridge and its table, both of
    /// them, stay for egress.linger after the last container.
    /// </summary>
    private static IEnumerable<string> OwnGateway(HostState state)
    {
        HashSet<string> labelled = state.Containers.Where(container => container.Label.Length > 0).Select(container => container.Id).ToHashSet();
        List<string> leases = state.Mesh.Endpoints.Where(endpoint => labelled.Contains(endpoint.Container)).Select(endpoint => $"mng{endpoint.Id[..9]}").ToList();
        IEnumerable<string> ours = state.Links.Select(link => link.Name).Where(name => name.StartsWith("mn", StringComparison.Ordinal));
        bool lingers = ours.Contains(Gateway) && state.Tables.Contains(GatewayTable);
        string[] bridge = leases.Count > 0 || lingers ? [Gateway] : [];
        string[] table = leases.Count > 0 || lingers ? [GatewayTable] : [];
        return
        [
            .. Sets("link in the host's namespace", [.. bridge, .. leases], ours),
            .. Sets("nftables table", table, state.Tables.Where(name => name.Contains("meshnet", StringComparison.Ordinal))),
        ];
    }

    internal static IEnumerable<string> Sets(string what, IEnumerable<string> wanted, IEnumerable<string> found)
    {
        List<string> expected = wanted.ToList();
        List<string> actual = found.ToList();
        return expected.Except(actual).Select(item => $"{what} {item} is missing")
            .Concat(actual.Except(expected).Select(item => $"{what} {item} belongs to nothing in the mesh"));
    }
}
