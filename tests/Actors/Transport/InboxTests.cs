using MeshNet.Actors.Transport;
using MeshNet.Actors.Transport.Sealing;
using Inbox = MeshNet.Actors.Transport.Inbox;

namespace MeshNet.Actors.Tests.Transport;

/// <summary>What has arrived counts until its receiver has taken it in: bounded for each receiver, and given back once, however the handling ends.</summary>
public sealed class InboxTests : ActorTestKit
{
    private static readonly IPEndPoint PeerAddress = IPEndPoint.Parse("192.0.2.2:7946");

    private readonly ClusterKeys _keys = new(new ClusterId(9), new ClusterSecret(new byte[32]));
    private readonly FakePacketNetwork _network = new();
    private readonly TransportSession _session;
    private readonly PacketSealer _peer;
    private readonly IActorRef _transport;

    public InboxTests()
    {
        _session = new TransportSession(new TransportSettings(_keys, new NodeId(1), StartNonce: 100, Port: 7946));
        _peer = new PacketSealer(_keys, new NodeId(2), startNonce: 200);
        _transport = Sys.ActorOf(Made.By(() => new TransportActor(_session, _network)), "transport");
        RunUntilIdle();
    }

    [Fact]
    public void Who_takes_nothing_in_is_sent_so_much_and_no_more_and_the_others_all_of_theirs()
    {
        TestProbe stuck = CreateTestProbe();
        Register(stuck.Ref, WireType.RootHash);
        Register(TestActor, WireType.ProbeNack);

        Arrive(Inbox.MessagesMax + 10, new RootHash(1));
        Arrive(1, new ProbeNack(5));

        Assert.Equal(10, Dropped(DropReason.Overflow));
        ExpectMsg<Received>(received => Assert.Equal(new ProbeNack(5), received.Message));
    }

    [Fact]
    public void What_was_handled_makes_room_whether_the_receiver_succeeded_or_failed_and_did_not_know_the_message()
    {
        IActorRef receiver = Sys.ActorOf(Made.By(() => new Receiver(TestActor)));
        Register(receiver, WireType.ProbeNack);

        Arrive(Inbox.MessagesMax - 3, new ProbeNack(1));
        Arrive(10, new ProbeNack(Receiver.Fails));
        Arrive(Inbox.MessagesMax, new ProbeNack(2));

        Assert.Equal(0, Dropped(DropReason.Overflow));
    }

    [Theory]
    [InlineData(1u)]
    [InlineData(Receiver.Fails)]
    [InlineData(Receiver.Unknown)]
    public void A_message_gives_its_place_back_once_however_its_handling_ends(uint sequence)
    {
        CountingPlace place = new();
        IActorRef receiver = Sys.ActorOf(Made.By(() => new Receiver(TestActor)));

        receiver.Tell(new Received(new NodeId(2), PeerAddress, new ProbeNack(sequence)) { Place = place });
        RunUntilIdle();

        Assert.Equal(1, place.Disposals);
    }

    [Fact]
    public void A_place_given_back_twice_counts_once()
    {
        Inbox inbox = new(TestActor);
        IDisposable[] places = [.. Enumerable.Range(0, Inbox.MessagesMax).Select(_ => inbox.TryTake(1)!)];
        Assert.Null(inbox.TryTake(1));

        places[0].Dispose();
        places[0].Dispose();

        Assert.NotNull(inbox.TryTake(1));
        Assert.Null(inbox.TryTake(1));
    }

    [Fact]
    public void An_inbox_is_full_by_bytes_as_well()
    {
        Inbox inbox = new(TestActor);
        IDisposable large = inbox.TryTake(IPacketNetwork.StreamBytesMax)!;
        Assert.Null(inbox.TryTake(IPacketNetwork.StreamBytesMax));

        large.Dispose();

        Assert.NotNull(inbox.TryTake(IPacketNetwork.StreamBytesMax));
    }

    [Fact]
    public void Who_takes_over_from_an_actor_that_ended_with_a_full_inbox_has_an_empty_one()
    {
        IActorRef former = Sys.ActorOf(Made.By(() => new Receiver(TestActor)));
        Register(former, WireType.ProbeNack);
        Sys.Stop(former);
        RunUntilIdle();
        Arrive(Inbox.MessagesMax + 1, new ProbeNack(1));

        Register(TestActor, WireType.ProbeNack);
        Arrive(1, new ProbeNack(5));

        ExpectMsg<Received>(received => Assert.Equal(new ProbeNack(5), received.Message));
    }

    [Fact]
    public void Registering_again_does_not_forget_what_waits()
    {
        TestProbe stuck = CreateTestProbe();
        Register(stuck.Ref, WireType.RootHash);
        Arrive(Inbox.MessagesMax, new RootHash(1));

        Register(stuck.Ref, WireType.RootHash);
        Arrive(1, new RootHash(1));

        Assert.Equal(1, Dropped(DropReason.Overflow));
    }

    [Fact]
    public void What_is_dropped_unread_leaves_the_door_open()
    {
        Register(TestActor, WireType.ProbeNack);
        for (int i = 0; i < 20_000; i++)
        {
            _network.Arrive(PacketKind.Datagram, PeerAddress, [1, 2, 3]);
            RunUntilIdle();
        }

        Arrive(1, new ProbeNack(5));

        Assert.Equal(0, Dropped(DropReason.Overflow));
        ExpectMsg<Received>();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _session.Dispose();
        _peer.Dispose();
    }

    private void Register(IActorRef receiver, WireType type)
    {
        _transport.Tell(new Register(type, type, receiver));
        RunUntilIdle();
    }

    private void Arrive(int times, IWireMessage message)
    {
        WireWriter writer = new(64);
        MessageCodec.Encode(message, writer);
        for (int i = 0; i < times; i++)
        {
            _network.Arrive(PacketKind.Datagram, PeerAddress, _peer.Seal(PacketKind.Datagram, writer.Written));
            RunUntilIdle();
        }
    }

    private long Dropped(DropReason reason)
    {
        TestProbe asker = CreateTestProbe();
        _transport.Tell(GetTransportStatus.Instance, asker.Ref);
        return asker.ExpectMsg<TransportStatus>().Dropped.GetValueOrDefault(reason);
    }

    private sealed class CountingPlace : IDisposable
    {
        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }

    private sealed class Receiver : TransportReceiver
    {
        public const uint Fails = 900;
        public const uint Unknown = 901;

        public Receiver(IActorRef failures) => Receive<Received>(
            received =>
            {
                if (received.Message is ProbeNack { Sequence: Fails })
                {
                    failures.Tell("fails");
                    throw new InvalidOperationException("the receiver fails at this message");
                }
            },
            received => received.Message is not ProbeNack { Sequence: Unknown });
    }
}
