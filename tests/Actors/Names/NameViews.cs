namespace MeshNet.Actors.Tests.Names;

/// <summary>Views of networks with one container called web in each.</summary>
internal static class NameViews
{
    public static readonly NetworkId Demo = new(1);

    public static readonly NetworkId Other = new(2);

    public static MeshView View(ulong revision, params NetworkView[] networks) => new(
        revision,
        new NodeId(1),
        ImmutableSortedDictionary<NodeId, NodeRecord>.Empty,
        networks.ToImmutableSortedDictionary(network => network.Id, network => network),
        ImmutableSortedDictionary<string, NetworkId>.Empty,
        []);

    public static NetworkView Network(NetworkId id, string name, string container, uint address)
    {
        NetworkRecord network = new(
            name, 1, new Block(0x0A000000, 8), 0x0A000001, 100, 0, Internal: false, FromPool: false,
            ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty);
        EndpointRecord record = new(container, 1, address, new MacAddress([2, 0, 0, 0, 0, 1]), 1, 1, "", [], EndpointHealth.None);
        EndpointView endpoint = new(new EndpointId(9), new NodeId(1), record);
        return new(id, network, new NodeId(1), Closing: false, NameLoses: false,
            ImmutableSortedDictionary<EndpointId, EndpointView>.Empty.Add(endpoint.Id, endpoint));
    }
}
