using System.Text;
using MeshNet.Actors.Transport;
using MeshNet.Actors.Transport.Sealing;

namespace MeshNet.Actors.Tests.Transport;

public sealed class SealingTests : IDisposable
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("hello");

    private readonly ClusterKeys _keys = Keys(cluster: 1, secret: 7);
    private readonly PacketSealer _sealer;
    private readonly PacketOpener _opener;

    public SealingTests()
    {
        _sealer = new PacketSealer(_keys, Node(1), startNonce: 100);
        _opener = new PacketOpener(_keys, Node(2), startNonce: 200);
    }

    [Theory]
    [InlineData(PacketKind.Datagram)]
    [InlineData(PacketKind.Stream)]
    public void A_sealed_packet_opens_and_names_its_sender(PacketKind kind)
    {
        OpenedPacket opened = _opener.Open(kind, _sealer.Seal(kind, Message));

        Assert.Null(opened.Dropped);
        Assert.Equal(Node(1), opened.Sender);
        Assert.Equal(100UL, opened.StartNonce);
        Assert.Equal(Message, opened.Plain.ToArray());
    }

    [Fact]
    public void The_message_cannot_be_read_in_the_packet() =>
        Assert.Equal(-1, _sealer.Seal(PacketKind.Datagram, Message).AsSpan().IndexOf(Message));

    [Fact]
    public void Changing_any_bit_of_a_packet_makes_it_unopenable()
    {
        for (int bit = 0; bit < PacketSealer.SealedLength(Message.Length) * 8; bit++)
        {
            byte[] packet = _sealer.Seal(PacketKind.Datagram, Message);
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotNull(_opener.Open(PacketKind.Datagram, packet).Dropped);
        }
    }

    [Fact]
    public void A_packet_opens_once()
    {
        byte[] packet = _sealer.Seal(PacketKind.Datagram, Message);
        Assert.Null(_opener.Open(PacketKind.Datagram, packet).Dropped);
        Assert.Equal(DropReason.Replayed, _opener.Open(PacketKind.Datagram, packet).Dropped);
    }

    [Fact]
    public void Packets_may_overtake_each_other_within_the_window_and_not_beyond_it()
    {
        byte[] tooOld = _sealer.Seal(PacketKind.Datagram, Message);
        byte[] justInTime = _sealer.Seal(PacketKind.Datagram, Message);
        byte[] newest = justInTime;
        for (int i = 1; i < ReplayWindow.Size; i++)
        {
            newest = _sealer.Seal(PacketKind.Datagram, Message);
        }

        Assert.Null(_opener.Open(PacketKind.Datagram, newest).Dropped);
        Assert.Null(_opener.Open(PacketKind.Datagram, justInTime).Dropped);
        Assert.Equal(DropReason.Replayed, _opener.Open(PacketKind.Datagram, tooOld).Dropped);
    }

    [Fact]
    public void A_stream_packet_is_no_datagram() =>
        Assert.Equal(DropReason.WrongKind, _opener.Open(PacketKind.Datagram, _sealer.Seal(PacketKind.Stream, Message)).Dropped);

    [Fact]
    public void A_packet_of_another_secret_or_another_cluster_is_foreign()
    {
        foreach (ClusterKeys other in new[] { Keys(cluster: 1, secret: 8), Keys(cluster: 2, secret: 7) })
        {
            using PacketSealer foreigner = new(other, Node(1), 100);
            Assert.Equal(DropReason.ForeignCluster, _opener.Open(PacketKind.Datagram, foreigner.Seal(PacketKind.Datagram, Message)).Dropped);
        }
    }

    [Fact]
    public void A_forged_packet_with_our_tag_is_not_authentic_and_takes_no_place_in_the_cache()
    {
        byte[] packet = _sealer.Seal(PacketKind.Datagram, Message);
        packet[^1] ^= 1;
        Assert.Equal(DropReason.NotAuthentic, _opener.Open(PacketKind.Datagram, packet).Dropped);
        Assert.Equal(0, _opener.SendersKept);
    }

    [Fact]
    public void A_forged_packet_does_not_move_the_window_of_its_alleged_sender()
    {
        byte[] forged = _sealer.Seal(PacketKind.Datagram, Message);
        forged[31] = 0xFF;
        byte[] honest = _sealer.Seal(PacketKind.Datagram, Message);
        Assert.Equal(DropReason.NotAuthentic, _opener.Open(PacketKind.Datagram, forged).Dropped);
        Assert.Null(_opener.Open(PacketKind.Datagram, honest).Dropped);
    }

    [Fact]
    public void Every_start_and_kind_of_every_node_has_a_key_of_its_own()
    {
        byte[][] packets =
        [
            SealFirst(Node(1), 100, PacketKind.Datagram),
            SealFirst(Node(1), 100, PacketKind.Stream),
            SealFirst(Node(1), 101, PacketKind.Datagram),
            SealFirst(Node(3), 100, PacketKind.Datagram),
        ];

        // All have counter 0 and the same plaintext: under one key their bodies would be equal.
        Assert.Equal(4, packets.Select(packet => Convert.ToHexString(packet.AsSpan(PacketHeader.Length, Message.Length))).Distinct().Count());
    }

    [Fact]
    public void A_nodes_own_packet_is_an_echo_and_that_of_its_clone_is_not()
    {
        using PacketSealer own = new(_keys, Node(2), 200);
        using PacketSealer clone = new(_keys, Node(2), 201);
        Assert.Equal(DropReason.OwnEcho, _opener.Open(PacketKind.Datagram, own.Seal(PacketKind.Datagram, Message)).Dropped);
        Assert.Null(_opener.Open(PacketKind.Datagram, clone.Seal(PacketKind.Datagram, Message)).Dropped);
    }

    [Fact]
    public void Short_packets_other_versions_and_later_keys_are_told_apart()
    {
        byte[] version = _sealer.Seal(PacketKind.Datagram, Message);
        version[0] = 2;
        byte[] generation = _sealer.Seal(PacketKind.Datagram, Message);
        generation[2] = 1;

        Assert.Equal(DropReason.Truncated, _opener.Open(PacketKind.Datagram, version.AsSpan(0, PacketSealer.SealedLength(0) - 1)).Dropped);
        Assert.Equal(DropReason.Truncated, _opener.Open(PacketKind.Datagram, []).Dropped);
        Assert.Equal(DropReason.UnknownVersion, _opener.Open(PacketKind.Datagram, version).Dropped);
        Assert.Equal(DropReason.UnknownKey, _opener.Open(PacketKind.Datagram, generation).Dropped);
    }

    [Fact]
    public void The_keys_of_the_senders_heard_longest_ago_are_let_go()
    {
        using PacketOpener small = new(_keys, Node(2), 200, sendersMax: 3);
        for (ulong nonce = 1; nonce <= 10; nonce++)
        {
            Assert.Null(small.Open(PacketKind.Datagram, SealFirst(Node(1), nonce, PacketKind.Datagram)).Dropped);
        }

        Assert.Equal(3, small.SendersKept);
        Assert.Equal(DropReason.Replayed, small.Open(PacketKind.Datagram, SealFirst(Node(1), 10, PacketKind.Datagram)).Dropped);
    }

    [Fact]
    public void A_reject_is_no_larger_than_anything_it_answers_and_shows_the_cluster()
    {
        using PacketSealer foreigner = new(Keys(cluster: 2, secret: 9), Node(9), 1);
        Assert.True(_opener.IsReject(_sealer.Reject(), out bool same) && same);
        Assert.True(_opener.IsReject(foreigner.Reject(), out bool other) && !other);
        Assert.InRange(_sealer.Reject().Length, 1, PacketSealer.SealedLength(0) - 1);
        Assert.False(_opener.IsReject(_sealer.Seal(PacketKind.Datagram, Message), out _));
    }

    public void Dispose()
    {
        _sealer.Dispose();
        _opener.Dispose();
    }

    private byte[] SealFirst(NodeId node, ulong nonce, PacketKind kind)
    {
        using PacketSealer sealer = new(_keys, node, nonce);
        return sealer.Seal(kind, Message);
    }

    private static ClusterKeys Keys(byte cluster, byte secret) =>
        new(new ClusterId(cluster), new ClusterSecret([.. Enumerable.Repeat(secret, ClusterSecret.Length)]));

    private static NodeId Node(byte number) => new(number);
}
