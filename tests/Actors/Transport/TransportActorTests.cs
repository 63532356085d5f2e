using Akka.TestKit.Xunit2;
using MeshNet.Actors.Transport;
using MeshNet.Actors.Transport.Sealing;

namespace MeshNet.Actors.Tests.Transport;

/// <summary>What the transport keeps when its actor fails and is started anew, and what it does with what cannot be read.</summary>
public sealed class TransportActorTests : TestKit
{
    private static readonly NodeId Self = new(1);
    private static readonly NodeId Peer = new(2);
    private static readonly IPEndPoint PeerAddress = new(IPAddress.Parse("192.0.2.2"), 7946);

    private readonly ClusterKeys _keys = new(new ClusterId(9), new ClusterSecret(new byte[32]));
    private readonly FakePacketNetwork _network = new();
    private readonly TransportSession _session;
    private readonly PacketSealer _peer;
    private readonly IActorRef _transport;

    public TransportActorTests()
    {
        _session = new TransportSession(new TransportSettings(_keys, Self, StartNonce: 100, Port: 7946));
        _peer = new PacketSealer(_keys, Peer, startNonce: 200);
        _transport = Sys.ActorOf(Made.By(() => new TransportActor(_session, _network)), "transport");
        _transport.Tell(new Register(WireType.Probe, WireType.RemovalNotice, TestActor));
        Status();
    }

    [Fact]
    public void What_a_peer_sealed_is_handed_to_who_registered_for_it()
    {
        Arrive(Sealed(new ProbeNack(5)));

        ExpectMsg<Received>(received =>
        {
            Assert.Equal((Peer, PeerAddress, 200UL), (received.From, received.Source, received.StartNonce));
            Assert.Equal(new ProbeNack(5), received.Message);
        });
    }

    [Fact]
    public void No_nonce_is_used_twice_although_the_actor_fails_in_between()
    {
        Send(1);
        Fail();
        Send(3);

        ulong[] counters = [.. _network.Sent.Select(packet => PacketHeader.Read(packet).Counter)];
        Assert.Equal([0UL, 1UL, 2UL], counters);
    }

    [Fact]
    public void What_was_heard_before_a_failure_is_refused_as_a_replay_after_it()
    {
        byte[] packet = Sealed(new ProbeNack(5));
        Arrive(packet);
        ExpectMsg<Received>();
        Fail();

        Arrive(packet);

        Assert.Equal(1, Status().Dropped[DropReason.Replayed]);
    }

    [Fact]
    public void Who_registered_before_a_failure_is_served_after_it()
    {
        Fail();

        Arrive(Sealed(new ProbeNack(6)));

        ExpectMsg<Received>(received => Assert.Equal(new ProbeNack(6), received.Message));
    }

    [Fact]
    public void A_peer_that_was_heard_before_a_failure_is_reached_after_it()
    {
        Arrive(Sealed(new ProbeNack(5)));
        ExpectMsg<Received>();
        Fail();
        int sent = _network.Sent.Count;

        _transport.Tell(new SendTo(Peer, new ProbeNack(7)));

        Assert.Equal(0, Status().WithoutAddress);
        Assert.Equal(sent + 1, _network.Sent.Count);
    }

    [Fact]
    public void The_network_is_started_once_and_the_counts_go_on()
    {
        Send(1);
        Fail();

        Assert.Equal(1, _network.Starts);
        Assert.Equal(2, Status().DatagramsSent);
    }

    [Fact]
    public void What_nobody_registered_for_is_counted_and_dropped()
    {
        Arrive(Sealed(new RootHash(1)));

        Assert.Equal(1, Status().Dropped[DropReason.NobodyListens]);
    }

    [Fact]
    public void Who_cannot_be_understood_is_told_so_with_a_bound()
    {
        ClusterKeys foreign = new(new ClusterId(10), new ClusterSecret(new byte[32]));
        using PacketSealer stranger = new(foreign, new NodeId(3), startNonce: 300);
        for (int i = 0; i < 100; i++)
        {
            Arrive(stranger.Seal(PacketKind.Datagram, [1, 2, 3]));
        }

        TransportStatus status = Status();
        Assert.Equal(100, status.Dropped[DropReason.ForeignCluster]);
        Assert.InRange(status.RejectsSent, 1, 10);
        Assert.Equal(status.RejectsSent, _network.Sent.Count);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _session.Dispose();
        _peer.Dispose();
    }

    private void Fail()
    {
        _network.FailNext = true;
        Send(2);
        Assert.False(_network.FailNext);
    }

    private void Send(uint sequence)
    {
        _transport.Tell(new SendToAddress(PeerAddress, new ProbeNack(sequence)));
        Status();
    }

    private byte[] Sealed(IWireMessage message)
    {
        WireWriter writer = new(64);
        MessageCodec.Encode(message, writer);
        return _peer.Seal(PacketKind.Datagram, writer.Written);
    }

    private void Arrive(byte[] packet) => _network.Arrive(PacketKind.Datagram, PeerAddress, packet);

    /// <summary>Comes after all that the transport was sent before, and after all that it sent on.</summary>
    private TransportStatus Status()
    {
        _transport.Tell(GetTransportStatus.Instance, TestActor);
        return ExpectMsg<TransportStatus>();
    }
}
