using MeshNet.Protocol.Names;

namespace MeshNet.Node.Tests.Names;

/// <summary>Name tables of one network called demo.</summary>
internal static class TestTables
{
    public const string ContainerId = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    /// <summary>A table with a container "web" (alias "www") at the address, and further ones under the alias "all".</summary>
    public static NameTable Demo(string address = "10.50.0.5", bool @internal = false, int others = 0)
    {
        Assert.True(Block.TryParse("10.50.0.0/16", out Block subnet));
        Assert.True(Ipv4.TryParse(address, out uint unit));
        NetworkRecord network = new(
            "demo", 1, subnet, subnet.Start + 1, 100, 0, @internal, FromPool: false,
            ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty);
        NodeId owner = new(1);
        List<EndpointView> endpoints = [new(new EndpointId(1), owner, Record("web", unit, ContainerId, "www"))];
        for (uint i = 0; i < others; i++)
        {
            endpoints.Add(new(new EndpointId(2 + i), owner, Record($"other{i}", subnet.Start + 256 + i, "", "all")));
        }

        NetworkView view = new(new NetworkId(1), network, owner, Closing: false, NameLoses: false,
            endpoints.ToImmutableSortedDictionary(endpoint => endpoint.Id, endpoint => endpoint));
        return new NameTable([new NetworkNames(view)]);
    }

    private static EndpointRecord Record(string name, uint address, string containerId, string alias) => new(
        name, 1, address, new MacAddress([2, 0, 0, 0, 0, 1]), 1, address, containerId, [alias], EndpointHealth.None);
}
