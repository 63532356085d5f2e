namespace MeshNet.Protocol.Tests.Names;

/// <summary>Views with the parts that names are made from.</summary>
internal static class MeshViews
{
    public static readonly NodeId Self = new(1);

    public static MeshView View(params NetworkView[] networks) => new(
        1,
        Self,
        ImmutableSortedDictionary<NodeId, NodeRecord>.Empty,
        networks.ToImmutableSortedDictionary(network => network.Id, network => network),
        ImmutableSortedDictionary<string, NetworkId>.Empty,
        []);

    public static NetworkView Network(uint id, string name, string subnet, params EndpointView[] endpoints) =>
        Network(id, name, subnet, @internal: false, endpoints);

    public static NetworkView Network(uint id, string name, string subnet, bool @internal, params EndpointView[] endpoints)
    {
        Assert.True(Block.TryParse(subnet, out Block block));
        NetworkRecord record = new(
            name, 1, block, block.Start + 1, 100 + id, 0, @internal, FromPool: false,
            ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty);
        return new(new NetworkId(id), record, Self, Closing: false, NameLoses: false,
            endpoints.ToImmutableSortedDictionary(endpoint => endpoint.Id, endpoint => endpoint));
    }

    public static EndpointView Endpoint(
        uint id, string name, string address, string containerId = "", EndpointHealth health = EndpointHealth.None, bool nameLoses = false,
        ulong blockVersion = 1, string[]? aliases = null)
    {
        EndpointRecord record = new(
            name, id, Unit(address), new MacAddress([2, 0, 0, 0, 0, (byte)id]), blockVersion, id, containerId, [.. aliases ?? []], health);
        return new(new EndpointId(id), Self, record, nameLoses);
    }

    public static uint Unit(string address)
    {
        Assert.True(Ipv4.TryParse(address, out uint unit));
        return unit;
    }
}
