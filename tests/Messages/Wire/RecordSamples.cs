using MeshNet.Messages.Tests.Membership;

namespace MeshNet.Messages.Tests.Wire;

/// <summary>A record of each kind that has content, and how it is read and written again.</summary>
internal sealed record RecordSample(RecordKind Kind, byte[] Bytes, Func<byte[], byte[]> Rewrite)
{
    private static readonly BlockClaim Claim = new(SpaceId.Vni, new Block(0x0A000000, 16), 3);

    private static readonly ImmutableSortedDictionary<string, string> Words =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("key", "value");

    public static readonly RecordSample[] All =
    [
        new(RecordKind.Head, new LogHead(new LogVersion(3, 4)).Encode(), bytes => LogHead.Decode(bytes).Encode()),
        new(RecordKind.Node, new NodeRecord("docker-node1", IPAddress.Parse("10.1.2.3"), 1500, "1").Encode(), bytes => NodeRecord.Decode(bytes).Encode()),
        new(
            RecordKind.Network,
            new NetworkRecord("demo", 5, new Block(0x0A000000, 16), 0x0A000001, 77, 1450, Internal: true, FromPool: false, Words, Words).Encode(),
            bytes => NetworkRecord.Decode(bytes).Encode()),
        new(RecordKind.NetworkClosing, new NetworkClosing(Drained: true).Encode(), bytes => NetworkClosing.Decode(bytes).Encode()),
        new(
            RecordKind.Endpoint,
            new EndpointRecord("web", 6, 0x0A000005, new MacAddress([2, 1, 2, 3, 4, 5]), 7, 8, new string('c', 64), ["www"], EndpointHealth.Healthy).Encode(),
            bytes => EndpointRecord.Decode(bytes).Encode()),
        new(RecordKind.Block, new BlockRecord(9).Encode(), bytes => BlockRecord.Decode(bytes).Encode()),
        new(RecordKind.Grant, new GrantRecord(SpaceId.Vni, new Block(0, 8), 3, 4).Encode(), bytes => GrantRecord.Decode(bytes).Encode()),
        new(RecordKind.GrantTaken, new GrantTaken(5).Encode(), bytes => GrantTaken.Decode(bytes).Encode()),
        new(RecordKind.Leaving, new LeavingRecord(Samples.Bob, new LogVersion(3, 4)).Encode(), bytes => LeavingRecord.Decode(bytes).Encode()),
        new(RecordKind.Epoch, Samples.Epoch.Encode(), bytes => EpochRecord.Decode(bytes).Encode()),
        new(RecordKind.RemovalSeen, new RemovalSeen(new LogVersion(3, 4), [Claim], [Claim, Claim]).Encode(), bytes => RemovalSeen.Decode(bytes).Encode()),
        new(RecordKind.AssertedOff, new AssertedOff("docker-node1").Encode(), bytes => AssertedOff.Decode(bytes).Encode()),
    ];
}
