using MeshNet.Protocol.Epochs;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Ownership;
using MeshNet.Protocol.Replication;
using MeshNet.Testing;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>Rows of a store that somebody or something has damaged are read or refused by a <see cref="WireFormatException"/>.</summary>
public sealed class StoreRowFuzzTests
{
    private static readonly NodeId Node = new(7);
    private static readonly EpochRecord Epoch = new(2, [Node], [new Removal(new NodeId(9), "docker-node9", Node, 1, "docker-node1")]);
    private static readonly StoreWrite Peer = new RememberedPeer(
        Node, "docker-node1", IPEndPoint.Parse("10.1.2.3:7947"), 3, 4, RememberedPeer.Standing.Member).ToRow();

    private static readonly NetworkRecord Network = new(
        "demo", 5, new Block(0x0A000000, 16), 0x0A000001, 77, 0, Internal: false, FromPool: true, BrainCluster.NoOptions, BrainCluster.NoOptions);

    private static readonly EndpointRecord Endpoint = new(
        "web", 6, 0x0A000005, new MacAddress([2, 1, 2, 3, 4, 5]), 7, 8, new string('c', 64), ["www"], EndpointHealth.None);

    private static readonly LogEntry Entry = new(RecordKey.Node, new LogVersion(3, 4), [1, 2, 3]);

    /// <summary>A key, a value, and how the two are read.</summary>
    private static readonly (byte[] Key, byte[] Value, Action<byte[], byte[]> Read)[] Rows =
    [
        (LogRows.Key(Entry.Key), LogRows.Value(Entry), (key, value) => LogRows.Entry(key, value)),
        (LogRows.OwnerKey(Node), LogRows.Watermark(new LogVersion(3, 4)), (key, value) =>
        {
            LogRows.Owner(key);
            LogRows.ReadWatermark(value);
        }),
        (AddressRows.Key(SpaceId.Vni, 5), AddressRows.Value(new AddressState(AddressPhase.Bound, new EndpointId(6), TimeSpan.Zero)), (key, value) =>
        {
            AddressRows.ReadKey(key);
            AddressRows.ReadValue(value);
        }),
        (Peer.Key, Peer.Value!, (key, value) => RememberedPeer.FromRow(key, value)),
        ([], new AcceptorState(Epoch, new Ballot(1, Node, 2), new Ballot(1, Node, 2), Epoch).Encode(), (_, value) => AcceptorState.Decode(value)),
        ([], new ProvisionalPool(new NetworkId(1), new Block(0x0A000000, 24), 0x0A000001, FromPool: true).Encode(), (_, value) => ProvisionalPool.Decode(new NetworkId(1), value)),
        ([], new NetworkBinding("engine", new NetworkId(1), Network).Encode(), (_, value) => NetworkBinding.Decode("engine", value)),
        ([], new OwnEndpoint(new EndpointId(6), new NetworkId(1), Endpoint).Encode(), (_, value) => OwnEndpoint.Decode(new EndpointId(6), value)),
    ];

    [Fact]
    public void A_damaged_row_is_read_or_refused()
    {
        SortedSet<int> read = [];
        foreach (System.Random random in Fuzz.Rounds())
        {
            int index = random.Next(Rows.Length);
            (byte[] key, byte[] value, Action<byte[], byte[]> reader) = Rows[index];
            bool isKey = key.Length > 0 && random.Next(3) == 0;
            byte[] sound = isKey ? key : value;
            byte[] damaged = random.Next(8) == 0 ? Fuzz.Noise(random, 100) : Fuzz.Damage(random, sound);
            if (Fuzz.Takes<WireFormatException>(damaged, bytes => reader(isKey ? bytes : key, isKey ? value : bytes)))
            {
                read.Add(index);
            }
        }

        Assert.Equal(Enumerable.Range(0, Rows.Length), read);
    }
}
