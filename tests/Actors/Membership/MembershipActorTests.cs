using Akka.Event;
using MeshNet.Actors.Membership;
using MeshNet.Actors.Tests.Support;
using MeshNet.Actors.Transport;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Random;

namespace MeshNet.Actors.Tests.Membership;

/// <summary>The shell of membership: it says who is there, carries joins and goodbyes, and remembers peers beyond its own end.</summary>
public sealed class MembershipActorTests : ActorTestKit
{
    private const ulong Nonce = 100;
    private const ulong PeerNonce = 200;

    private static readonly NodeId Self = new(1);
    private static readonly Member Peer = new(
        new NodeId(2), "node2", new IPEndPoint(IPAddress.Parse("192.0.2.2"), 7946), new Incarnation(1, 0), PeerNonce, MemberStatus.Alive);

    private readonly FakeStore _store = new();
    private readonly TestProbe _transport;
    private readonly TestProbe _events;
    private readonly TestProbe _rows;
    private IActorRef _membership;

    public MembershipActorTests()
    {
        _transport = CreateTestProbe();
        _events = CreateTestProbe();
        _rows = CreateTestProbe();
        Sys.EventStream.Subscribe<MembershipEvent>(_events.Ref);
        Sys.EventStream.Subscribe<RememberPeers>(_rows.Ref);
        _membership = Start(epoch: 1);
    }

    [Fact]
    public void It_registers_for_its_messages_and_knows_itself_from_the_first_moment()
    {
        _transport.ExpectMsg<Register>(register => Assert.Equal((WireType.Probe, WireType.RemovalNotice), (register.First, register.Last)));
        Assert.Equal(Self, Assert.Single(View().Members).Key);
    }

    [Fact]
    public void A_join_asks_the_contact_and_is_answered_when_the_contact_has_answered()
    {
        Join();

        ExpectMsg<MembershipEvent.JoinSucceeded>(joined => Assert.Equal(2, joined.Members));
        Assert.Equal([Self, Peer.Id], View().Members.Keys);
        _events.FishForMessage(happened => happened is MembershipEvent.Joined joined && joined.Member.Id == Peer.Id);
    }

    [Fact]
    public void A_join_that_nobody_answers_fails_with_a_sentence()
    {
        _membership.Tell(new JoinCluster(Peer.Address), TestActor);
        Advance(TimeSpan.FromMinutes(1));

        ExpectMsg<MembershipEvent.JoinFailed>(failed => Assert.Contains(Peer.Address.ToString(), failed.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_restarted_node_knows_its_peers_from_its_disk_and_speaks_to_them_at_once()
    {
        Join();
        Restart(epoch: 2);

        Assert.Equal([Self, Peer.Id], View().Members.Keys);
        Assert.Equal(2u, View().Members[Self].Incarnation.Epoch);
        _transport.FishForMessage(message => message is SendToAddress send && send.To.Equals(Peer.Address));
    }

    [Fact]
    public void It_never_writes_to_the_disk_itself_and_tells_all_that_is_to_be_kept_as_often_as_it_is_asked()
    {
        Join();
        Hear(new JoinRequest(new MemberClaim(Third)), Third);
        Assert.Equal((0, 0), (_store.Commits, _store.Writes));

        for (int time = 0; time < 2; time++)
        {
            _membership.Tell(RecallPeers.Instance, TestActor);
            RememberPeers all = (RememberPeers)FishForMessage(message => message is RememberPeers);
            Assert.Equal(
                [Peer.Id, Third.Id],
                all.Rows.Select(row => RememberedPeer.FromRow(row.Key, row.Value!).Id).Order());
        }
    }

    [Fact]
    public void A_silent_peer_is_suspected_then_called_dead_and_stays_in_the_view()
    {
        Join();
        Advance(TimeSpan.FromMinutes(2));

        _events.FishForMessage(happened => happened is MembershipEvent.Died died && died.Member.Id == Peer.Id);
        Assert.Equal(MemberStatus.Dead, View().Members[Peer.Id].Status);
    }

    [Fact]
    public void Each_change_of_the_view_is_published()
    {
        TestProbe views = CreateTestProbe();
        Sys.EventStream.Subscribe<MembershipView>(views.Ref);

        Join();

        views.FishForMessage(message => message is MembershipView view && view.Members.ContainsKey(Peer.Id));
    }

    [Fact]
    public void Who_asks_to_leave_is_told_when_the_goodbye_has_been_said()
    {
        Join();
        ExpectMsg<MembershipEvent.JoinSucceeded>();

        _membership.Tell(LeaveCluster.Instance, TestActor);
        Advance(TimeSpan.FromSeconds(10));

        ExpectMsg<MembershipEvent.LeaveAnnounced>();
    }

    private static Member Third { get; } =
        Peer with { Id = new NodeId(3), Name = "node3", Address = IPEndPoint.Parse("192.0.2.3:7946") };

    private void Join()
    {
        _membership.Tell(new JoinCluster(Peer.Address), TestActor);
        RunUntilIdle();
        SendToAddress asked = Assert.IsType<SendToAddress>(
            _transport.FishForMessage(message => message is SendToAddress { Message: JoinRequest } send && send.To.Equals(Peer.Address)));
        MemberClaim joiner = ((JoinRequest)asked.Message).Joiner;
        Hear(new JoinAccept([new MemberClaim(Peer), joiner]), Peer);
    }

    private void Hear(IWireMessage message, Member from)
    {
        _membership.Tell(new Received(from.Id, from.Address, message) { StartNonce = from.StartNonce });
        RunUntilIdle();
    }

    private void Restart(uint epoch)
    {
        Sys.Stop(_membership);
        RunUntilIdle();
        while (_rows.HasMessages)
        {
            _store.Commit(_rows.ExpectMsg<RememberPeers>().Rows);
        }

        while (_transport.HasMessages)
        {
            _transport.ReceiveOne(TimeSpan.Zero);
        }

        _membership = Start(epoch);
    }

    private IActorRef Start(uint epoch)
    {
        SwimIdentity identity = new(Self, "node1", new IPEndPoint(IPAddress.Parse("192.0.2.1"), 7946), epoch, Nonce + epoch);
        IActorRef membership = Sys.ActorOf(
            Made.By(() => new MembershipActor(SwimOptions.Default, identity, _store, _transport.Ref, new SplitMix64(1))));
        RunUntilIdle();
        return membership;
    }

    private MembershipView View()
    {
        _membership.Tell(GetMembershipView.Instance, TestActor);
        return (MembershipView)FishForMessage(message => message is MembershipView);
    }
}
