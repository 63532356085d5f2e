using MeshNet.Actors.DockerEvents;

namespace MeshNet.Actors.Tests.DockerEvents;

/// <summary>Views and engine objects with everything that a test does not care about filled in.</summary>
internal static class Mesh
{
    public static readonly NodeId Self = new(1);

    public static readonly NodeId Other = new(2);

    public static readonly ImmutableSortedDictionary<string, string> NoText =
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal);

    public static readonly MeshView Empty = new(
        1,
        Self,
        ImmutableSortedDictionary<NodeId, NodeRecord>.Empty.Add(Self, new NodeRecord("node1", IPAddress.Loopback, 1500, "0.1.0")),
        ImmutableSortedDictionary<NetworkId, NetworkView>.Empty,
        ImmutableSortedDictionary<string, NetworkId>.Empty.WithComparers(StringComparer.Ordinal),
        []);

    public static NetworkId Net(int number) => new((UInt128)number);

    public static string EngineId(char digit) => new(digit, 64);

    public static NetworkView Network(NetworkId id, string name, string subnet = "10.50.0.0/24", bool @internal = false)
    {
        Assert.True(Block.TryParse(subnet, out Block block));
        return new(
            id,
            new NetworkRecord(name, 1, block, block.Start + 1, 4097, 0, @internal, false, NoText, NoText),
            Other,
            false,
            false,
            ImmutableSortedDictionary<EndpointId, EndpointView>.Empty);
    }

    public static MeshView With(this MeshView view, NetworkView network) =>
        view with { Revision = view.Revision + 1, Networks = view.Networks.SetItem(network.Id, network) };

    public static MeshView Without(this MeshView view, NetworkId network) =>
        view with { Revision = view.Revision + 1, Networks = view.Networks.Remove(network) };

    public static MeshView Bound(this MeshView view, string engineId, NetworkId network) =>
        view with { Revision = view.Revision + 1, Bindings = view.Bindings.SetItem(engineId, network) };

    public static MeshView Unbound(this MeshView view, string engineId) =>
        view with { Revision = view.Revision + 1, Bindings = view.Bindings.Remove(engineId) };

    public static MeshView WithEndpoint(
        this MeshView view, NetworkId network, EndpointId endpoint, string containerId, string name, NodeId? owner = null)
    {
        EndpointRecord record = new(name, 1, 0x0A320002, MacAddress.Zero, 1, 1, containerId, [], EndpointHealth.None);
        NetworkView before = view.Networks[network];
        return view.With(before with { Endpoints = before.Endpoints.SetItem(endpoint, new EndpointView(endpoint, owner ?? Self, record)) });
    }

    /// <summary>A network of the engine; <paramref name="mirrors"/> marks it as made from the mesh.</summary>
    public static EngineNetwork Engine(string id, string name, NetworkId? mirrors = null, string driver = EngineNames.Driver) => new(
        id,
        name,
        driver,
        driver == EngineNames.Driver ? EngineNames.Driver : "default",
        false,
        ["10.50.0.0/24"],
        ["10.50.0.1"],
        mirrors is { } mirrored ? NoText.SetItem(RequestPool.NetworkOption, mirrored.ToString()) : NoText,
        NoText,
        NoText,
        []);

    public static EngineContainer Container(
        char id, string name, bool running = true, string mode = "none", params (string Key, string Value)[] labels) =>
        new(EngineId(id), name, running, mode, Labels(labels), []);

    public static EngineContainerDetails Details(
        char id, string name, int process = 100, EndpointHealth health = EndpointHealth.None, params EngineEndpoint[] endpoints) =>
        new(EngineId(id), name, process, health, "no", "", "", NoText, [], [.. endpoints]);

    public static ImmutableSortedDictionary<string, string> Labels(params (string Key, string Value)[] labels) =>
        NoText.SetItems(labels.Select(label => KeyValuePair.Create(label.Key, label.Value)));
}
