using System.Text.Json;

namespace MeshNet.Lab.Tests.Oracle;

/// <summary>An endpoint, as `meshnet endpoint ls --json` prints it.</summary>
public sealed record MeshEndpoint(string Id, string Network, string Name, string Address, string Mac, string Node, string Container)
{
    /// <summary>The name of its veth: nine digits of its id are enough for one host.</summary>
    public string Link => $"mn{Id[..9]}";
}

/// <summary>A network, as `meshnet network ls --json` prints it.</summary>
public sealed record MeshNetwork(string Id, string Name, string Subnet, uint Vni);

/// <summary>A node, as `meshnet node ls --json` prints it.</summary>
public sealed record MeshNode(string Id, string Name, string Status, string Vtep, bool Self);

/// <summary>The replicated state as one host tells it.</summary>
public sealed record MeshState(MeshNode[] Nodes, MeshNetwork[] Networks, MeshEndpoint[] Endpoints)
{
    public MeshNode Self => Nodes.Single(node => node.Self);

    /// <summary>What must be the same on every host, as text.</summary>
    public string Replicated => string.Join('\n',
        Networks.Select(network => network.ToString()).Concat(Endpoints.Select(endpoint => endpoint.ToString())).Order(StringComparer.Ordinal));

    /// <summary>
    /// What an endpoint is to be asked for by: a container on several networks has an address in each, and its bare name gives the one in the
    /// first network that it shares with who asks.
    /// </summary>
    public string ClearName(MeshEndpoint endpoint) =>
        Endpoints.Any(other => other.Name == endpoint.Name && other.Network != endpoint.Network)
            ? $"{endpoint.Name}.{endpoint.Network}"
            : endpoint.Name;

    public static MeshState Parse(string nodes, string networks, string endpoints) => new(
        JsonSerializer.Deserialize<MeshNode[]>(nodes)!,
        JsonSerializer.Deserialize<MeshNetwork[]>(networks)!,
        JsonSerializer.Deserialize<MeshEndpoint[]>(endpoints)!);

    public IEnumerable<MeshEndpoint> LocalsOf(MeshNetwork network, string node) =>
        Endpoints.Where(endpoint => endpoint.Network == network.Name && endpoint.Node == node);

    public IEnumerable<MeshEndpoint> RemotesOf(MeshNetwork network, string node) =>
        Endpoints.Where(endpoint => endpoint.Network == network.Name && endpoint.Node != node);
}
