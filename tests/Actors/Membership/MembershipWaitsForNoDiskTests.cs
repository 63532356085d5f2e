using MeshNet.Actors.Gossip;
using MeshNet.Actors.Membership;
using MeshNet.Actors.Tests.Support;
using MeshNet.Actors.Transport;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Random;

namespace MeshNet.Actors.Tests.Membership;

/// <summary>On threads, as in the daemon: a disk that hangs in a commit holds up the brain, and membership answers all the same.</summary>
public sealed class MembershipWaitsForNoDiskTests : IDisposable
{
    private static readonly NodeId Self = new(1);
    private static readonly Member Peer = new(
        new NodeId(2), "node2", IPEndPoint.Parse("192.0.2.2:7946"), new Incarnation(1, 0), 200, MemberStatus.Alive);

    private readonly ManualResetEventSlim _disk = new();
    private readonly ManualResetEventSlim _hangs = new();
    private readonly ActorSystem _system = ActorSystem.Create(
        "hanging-disk", $"{Dispatchers.Blocking} {{ type = PinnedDispatcher, executor = fork-join-executor }}");

    [Fact]
    public async Task Probes_and_joins_are_answered_while_a_commit_hangs()
    {
        FakeStore store = new()
        {
            Committing = () =>
            {
                _hangs.Set();
                _disk.Wait();
            },
        };
        TaskCompletionSource accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        IActorRef transport = _system.ActorOf(Made.By(() => new Ear(message => Heard(message, accepted, acknowledged))));
        SwimIdentity identity = new(Self, "node1", IPEndPoint.Parse("192.0.2.1:7946"), 1, 100);
        IActorRef membership = _system.ActorOf(
            Made.By(() => new MembershipActor(SwimOptions.Default, identity, store, transport, new SplitMix64(1))));
        GossipSetup setup = new(
            Self, 1, Founds: true, new MeshSettings(), new NodeRecord("node1", IPAddress.Parse("192.0.2.1"), 1500, "0.1"), [], new SplitMix64(1),
            store, transport, membership);
        _system.ActorOf(Made.By(() => new GossipActor(setup)));
        Assert.True(_hangs.Wait(TimeSpan.FromSeconds(30)));

        membership.Tell(From(new JoinRequest(new MemberClaim(Peer))));
        await accepted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        membership.Tell(From(new Probe(5, Self, 0, Introduces: false, [])));
        await acknowledged.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    public void Dispose()
    {
        _disk.Set();
        _system.Terminate().Wait();
        _disk.Dispose();
        _hangs.Dispose();
    }

    private static void Heard(object message, TaskCompletionSource accepted, TaskCompletionSource acknowledged)
    {
        switch (message)
        {
            case SendToAddress { Message: JoinAccept }: accepted.SetResult(); break;
            case SendToAddress { Message: ProbeAck { Sequence: 5 } }: acknowledged.SetResult(); break;
        }
    }

    private static Received From(IWireMessage message) => new(Peer.Id, Peer.Address, message) { StartNonce = Peer.StartNonce };

    private sealed class Ear : ReceiveActor
    {
        public Ear(Action<object> heard) => ReceiveAny(heard);
    }
}
