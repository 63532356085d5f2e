namespace MeshNet.Actors.Tests.Driver;

/// <summary>Builds views: node 1 is this host, its VTEP is 192.0.2.1; node 2's is 192.0.2.2, and so on.</summary>
internal sealed record Mesh
{
    public static readonly NetworkId Demo = new(0xd);

    public ImmutableSortedDictionary<NodeId, NodeRecord> Nodes { get; init; } = ImmutableSortedDictionary<NodeId, NodeRecord>.Empty;

    public ImmutableSortedDictionary<NetworkId, NetworkView> Networks { get; init; } =
        ImmutableSortedDictionary<NetworkId, NetworkView>.Empty;

    public static Mesh OfNodes(int count)
    {
        Mesh mesh = new();
        for (int number = 1; number <= count; number++)
        {
            mesh = mesh.WithNode(number);
        }

        return mesh;
    }

    public static NodeId Node(int number) => new((UInt128)number);

    public static EndpointId Endpoint(int number) => new(((UInt128)number << 96) | (UInt128)number);

    public static uint Address(int number) => Ipv4.ToUnit(IPAddress.Parse("10.0.0.0")) + (uint)number;

    public static MacAddress Mac(int number) => MacAddress.LocallyAdministered((ulong)number);

    public Mesh WithNode(int number, string? vtep = null, int mtu = 1500) => this with
    {
        Nodes = Nodes.SetItem(Node(number), new($"node{number}", IPAddress.Parse(vtep ?? $"192.0.2.{number}"), mtu, "0.1")),
    };

    public Mesh WithoutNode(int number) => this with { Nodes = Nodes.Remove(Node(number)) };

    public Mesh WithNetwork(NetworkId id, string name, uint vni, int mtu = 0, bool isInternal = false, params string[] options)
    {
        NetworkRecord record = new(
            name,
            1,
            new Block(Address(0), 24),
            Address(1),
            vni,
            mtu,
            isInternal,
            FromPool: false,
            ImmutableSortedDictionary<string, string>.Empty,
            options.ToImmutableSortedDictionary(option => option, _ => "true"));
        return this with
        {
            Networks = Networks.SetItem(id, new(id, record, Node(1), false, false, ImmutableSortedDictionary<EndpointId, EndpointView>.Empty)),
        };
    }

    public Mesh WithDemo(int mtu = 0, params string[] options) => WithNetwork(Demo, "demo", 4097, mtu, isInternal: false, options);

    public Mesh WithoutNetwork(NetworkId network) => this with { Networks = Networks.Remove(network) };

    /// <summary>Endpoint N has the address 10.0.0.N, the MAC N and the name testN unless said otherwise.</summary>
    public Mesh WithEndpoint(int number, int owner, Func<EndpointRecord, EndpointRecord>? change = null, NetworkId? network = null)
    {
        EndpointRecord record = new(
            $"test{number}", (ulong)number, Address(number), Mac(number), 1, (ulong)number, $"{number:d64}", [], default);
        NetworkView view = Networks[network ?? Demo];
        EndpointView endpoint = new(Endpoint(number), Node(owner), change is null ? record : change(record));
        return this with { Networks = Networks.SetItem(view.Id, view with { Endpoints = view.Endpoints.SetItem(endpoint.Id, endpoint) }) };
    }

    public Mesh WithoutEndpoint(int number, NetworkId? network = null)
    {
        NetworkView view = Networks[network ?? Demo];
        return this with { Networks = Networks.SetItem(view.Id, view with { Endpoints = view.Endpoints.Remove(Endpoint(number)) }) };
    }

    public bool IsSynced { get; init; } = true;

    public MeshView View(ulong revision = 1) =>
        new(revision, Node(1), Nodes, Networks, ImmutableSortedDictionary<string, NetworkId>.Empty, []) { IsSynced = IsSynced };
}
