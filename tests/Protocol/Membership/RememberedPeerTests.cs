using MeshNet.Protocol.Membership;

namespace MeshNet.Protocol.Tests.Membership;

public sealed class RememberedPeerTests
{
    private static readonly RememberedPeer Peer =
        new(new NodeId(new UInt128(1, 2)), "node", IPEndPoint.Parse("[fd00::1]:7947"), 77, 88, RememberedPeer.Standing.Left);

    [Fact]
    public void A_row_comes_back_as_it_was_written()
    {
        StoreWrite row = Peer.ToRow();
        Assert.Equal(RememberedPeer.Bucket, row.Bucket);
        Assert.Equal(Peer, RememberedPeer.FromRow(row.Key, row.Value));
    }

    [Fact]
    public void A_damaged_row_is_refused_at_every_length()
    {
        StoreWrite row = Peer.ToRow();
        for (int length = 0; length < row.Value!.Length; length++)
        {
            int cut = length;
            Assert.Throws<WireFormatException>(() => RememberedPeer.FromRow(row.Key, row.Value.AsSpan(0, cut)));
        }
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 9)]
    public void A_later_version_and_an_unknown_standing_are_refused(int index, byte value)
    {
        StoreWrite row = Peer.ToRow();
        row.Value![index] = value;
        Assert.Throws<WireFormatException>(() => RememberedPeer.FromRow(row.Key, row.Value));
    }
}
