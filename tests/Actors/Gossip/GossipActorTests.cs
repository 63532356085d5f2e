using MeshNet.Actors.Gossip;
using MeshNet.Actors.Membership;
using MeshNet.Actors.Tests.Support;
using MeshNet.Actors.Transport;
using MeshNet.Protocol;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Random;

namespace MeshNet.Actors.Tests.Gossip;

/// <summary>The shell of the brain: nothing is said before it is on the disk, and a failure loses only what nobody was promised.</summary>
public sealed class GossipActorTests : ActorTestKit
{
    private static readonly NodeId Self = new(1);
    private static readonly NodeId Peer = new(2);
    private static readonly NodeRecord Record = new("node1", IPAddress.Parse("192.0.2.1"), 1500, "0.1");

    private readonly FakeStore _store = new();
    private readonly TestProbe _transport;
    private readonly TestProbe _membership;
    private readonly IActorRef _gossip;

    public GossipActorTests()
    {
        _transport = CreateTestProbe();
        _membership = CreateTestProbe();
        Advance(TimeSpan.FromSeconds(1));
        Assert.True(Block.TryParse("192.0.2.0/24", out Block underlay));
        GossipSetup setup = new(
            Self, 1, Founds: true, new MeshSettings(), Record, [underlay], new SplitMix64(1), _store, _transport.Ref, _membership.Ref);
        _gossip = Sys.ActorOf(Made.By(() => new GossipActor(setup)), "gossip");
        RunUntilIdle();
    }

    [Fact]
    public void Who_asks_for_a_network_has_it_once_it_is_on_the_disk()
    {
        int before = _store.Commits;
        Create("demo");

        ExpectMsg<NetworkBound>();
        Assert.True(_store.Commits > before);
    }

    [Fact]
    public void Requests_that_wait_together_share_a_commit_and_none_is_answered_before_it()
    {
        const int requests = 20;
        int before = _store.Commits;
        bool answeredEarly = false;
        _store.Committing = () => answeredEarly |= HasMessages;
        for (int i = 0; i < requests; i++)
        {
            _gossip.Tell(new CreateNetwork($"demo{i}", "", false, NoPairs, NoPairs), TestActor);
        }

        RunUntilIdle();

        Assert.Equal(1, _store.Commits - before);
        Assert.False(answeredEarly);
        Assert.Equal(requests, ReceiveN(requests).OfType<NetworkBound>().Select(bound => bound.Network).Distinct().Count());
    }

    [Fact]
    public void More_requests_than_one_commit_may_serve_have_several()
    {
        const int requests = 600;
        PoolGranted pool = Bind("10.20.0.0/16");
        int before = _store.Writes;
        for (int i = 0; i < requests; i++)
        {
            _gossip.Tell(new RequestAddress(pool.PoolId, null, ForGateway: false), TestActor);
        }

        RunUntilIdle();

        Assert.InRange(_store.Writes - before, 3, 6);
        Assert.Equal(requests, ReceiveN(requests).OfType<AddressGranted>().Select(granted => granted.Address).Distinct().Count());
    }

    [Fact]
    public void When_a_shared_commit_fails_everyone_who_shared_it_is_refused()
    {
        _store.IsFull = true;
        _gossip.Tell(new CreateNetwork("one", "", false, NoPairs, NoPairs), TestActor);
        _gossip.Tell(new CreateNetwork("two", "", false, NoPairs, NoPairs), TestActor);
        RunUntilIdle();

        Assert.All(ReceiveN(2), answer => Assert.Equal("the disk is full", Assert.IsType<Refused>(answer).Reason));
    }

    [Fact]
    public void A_container_s_life_syncs_the_disk_when_others_hear_of_it_and_when_they_hear_of_its_end()
    {
        EndpointId endpoint = new(7);
        PoolGranted pool = Bind("");
        (int commits, int writes) = (_store.Commits, _store.Writes);

        AddressGranted address = Ask<AddressGranted>(new RequestAddress(pool.PoolId, null, ForGateway: false));
        Ask<EndpointBound>(new BindAddress("engine-demo", endpoint, address.Address, Mac: null));
        Assert.Equal((0, 2), (_store.Commits - commits, _store.Writes - writes));
        Ask<EndpointBound>(new JoinEndpoint(endpoint, "web", "container-web"));
        Ask<Acknowledged>(new DescribeEndpoint(endpoint, "web", "container-web", ["container-we"], EndpointHealth.None));
        Assert.Equal(1, _store.Commits - commits);
        Ask<Acknowledged>(new DeleteEndpoint(endpoint));
        Ask<Acknowledged>(new ReleaseAddress(pool.PoolId, address.Address));

        Assert.Equal((2, 2), (_store.Commits - commits, _store.Writes - writes));
    }

    [Fact]
    public void Members_are_remembered_at_once_when_the_disk_takes_them_and_later_when_it_does_not()
    {
        Sys.EventStream.Publish(new RememberPeers([Row(Peer)]));
        RunUntilIdle();
        Assert.Equal([Row(Peer).Key], _store.Read(RememberedPeer.Bucket).Select(row => row.Key));

        _store.IsFull = true;
        Sys.EventStream.Publish(new RememberPeers([Row(new NodeId(3))]));
        RunUntilIdle();
        _store.IsFull = false;
        Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(2, _store.Read(RememberedPeer.Bucket).Count());
    }

    [Fact]
    public void Members_that_were_lost_with_a_failure_are_asked_for_again()
    {
        _membership.FishForMessage(message => message is RecallPeers);

        Fail();

        _membership.FishForMessage(message => message is RecallPeers);
        _membership.Reply(new RememberPeers([Row(Peer)]));
        RunUntilIdle();
        Assert.Single(_store.Read(RememberedPeer.Bucket));
    }

    [Fact]
    public void When_the_disk_takes_nothing_the_asker_is_refused_with_the_reason_and_nothing_is_promised()
    {
        _store.IsFull = true;
        Create("demo");
        ExpectMsg<Refused>(refused => Assert.Equal("the disk is full", refused.Reason));

        _store.IsFull = false;
        Assert.Empty(View().Networks);
        Advance(TimeSpan.FromSeconds(2));
        Create("demo");
        ExpectMsg<NetworkBound>();
    }

    [Fact]
    public void The_status_tells_that_the_disk_takes_nothing_for_as_long_as_that_is_so()
    {
        Assert.Null(Trouble());
        _store.IsFull = true;
        Create("demo");
        ExpectMsg<Refused>();
        Assert.Equal("the disk is full", Trouble());
        Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("the disk is full", Trouble());

        _store.IsFull = false;
        Advance(TimeSpan.FromSeconds(5));
        Assert.Null(Trouble());
    }

    private string? Trouble()
    {
        _gossip.Tell(GetGossipStatus.Instance, TestActor);
        return ExpectMsg<GossipStatus>().StoreTrouble;
    }

    [Fact]
    public void After_a_failure_it_asks_at_once_who_its_peers_are()
    {
        _membership.ExpectMsg<GetMembershipView>();
        _membership.ExpectMsg<RecallPeers>();

        Fail();

        _membership.ExpectMsg<GetMembershipView>();
    }

    [Fact]
    public void After_a_failure_changes_go_to_the_peers_again_without_waiting_for_a_change_of_membership()
    {
        _membership.ExpectMsg<GetMembershipView>();
        _membership.ExpectMsg<RecallPeers>();
        Fail();
        _membership.ExpectMsg<GetMembershipView>();
        _membership.Reply(Members(Peer));
        Create("demo");
        ExpectMsg<NetworkBound>();

        _transport.FishForMessage(message => message is SendTo { Message: Push } send && send.To == Peer);
    }

    [Fact]
    public void After_a_failure_views_go_on_above_those_before()
    {
        Create("demo");
        ExpectMsg<NetworkBound>();
        ulong before = View().Revision;

        Fail();

        MeshView after = View();
        Assert.True(after.Revision > before, $"{after.Revision} after {before}");
        Assert.Equal("demo", Assert.Single(after.Networks.Values).Record.Name);
        Assert.Equal(Record, Assert.Single(after.Nodes.Values));
    }

    [Fact]
    public void After_a_failure_the_host_s_own_subnets_are_still_refused()
    {
        Fail();

        _gossip.Tell(new CreateNetwork("demo", "192.0.2.0/25", false, NoPairs, NoPairs), TestActor);

        ExpectMsg<Refused>(refused => Assert.Contains("overlaps the underlay", refused.Reason, StringComparison.Ordinal));
    }

    private static ImmutableSortedDictionary<string, string> NoPairs => ImmutableSortedDictionary<string, string>.Empty;

    private static MembershipView Members(params NodeId[] others) => new(
        Self,
        others.Append(Self).ToImmutableSortedDictionary(id => id, Member));

    private static Member Member(NodeId id) => new(
        id, $"node{id.Value}", IPEndPoint.Parse($"192.0.2.{id.Value}:7946"), new Incarnation(1, 0), 1, MemberStatus.Alive);

    /// <summary>A network <c>demo</c> as the engine makes it.</summary>
    private PoolGranted Bind(string subnet)
    {
        PoolGranted pool = Ask<PoolGranted>(new RequestPool(subnet, "", NoPairs, V6: false));
        Ask<NetworkBound>(new BindNetwork("engine-demo", pool.Subnet, pool.Gateway, false, NoPairs));
        Ask<NetworkBound>(new NameNetwork("engine-demo", "demo", NoPairs));
        return pool;
    }

    private static StoreWrite Row(NodeId id) => RememberedPeer.Of(Member(id)).ToRow();

    private T Ask<T>(IMeshRequest request)
    {
        _gossip.Tell(request, TestActor);
        RunUntilIdle();
        return ExpectMsg<T>();
    }

    private void Fail()
    {
        Advance(TimeSpan.FromMilliseconds(1));
        _store.IsFull = true;
        Create("doomed");
        ExpectMsg<Refused>();
        _store.IsFull = false;
        Advance(TimeSpan.FromSeconds(2));
    }

    private void Create(string name)
    {
        _gossip.Tell(new CreateNetwork(name, "", false, NoPairs, NoPairs), TestActor);
        RunUntilIdle();
    }

    private MeshView View()
    {
        _gossip.Tell(GetMeshView.Instance, TestActor);
        return ExpectMsg<MeshView>();
    }
}
