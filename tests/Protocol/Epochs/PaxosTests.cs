using MeshNet.Protocol.Epochs;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Tests.Mesh;

namespace MeshNet.Protocol.Tests.Epochs;

/// <summary>Several proposers at once over a network that loses, doubles and reorders, through crashes that keep only what was committed.</summary>
public sealed class PaxosTests
{
    private const int Steps = 400;

    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 60).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Only_one_epoch_is_decided_and_everyone_who_decides_decides_it(ulong seed) =>
        Assert.Single(Run(new Voting(seed)));

    [Fact]
    public void A_voter_that_forgets_its_ballots_lets_two_epochs_be_decided() =>
        Assert.Contains(Many, seed => Run(new Voting(seed) { ForgetsBallots = true }).Count > 1);

    [Fact]
    public void A_majority_of_the_others_lets_two_epochs_be_decided() =>
        Assert.Contains(Many, seed => Run(new Voting(seed) { ExcludesTarget = true }).Count > 1);

    [Fact]
    public void A_joiner_that_votes_before_an_epoch_admits_it_lets_two_epochs_be_decided() =>
        Assert.Contains(Many, seed => Run(new Voting(seed) { CountsJoiners = true }).Count > 1);

    private static IEnumerable<ulong> Many => Enumerable.Range(1, 300).Select(seed => (ulong)seed);

    private static SortedSet<EpochRecord> Run(Voting voting)
    {
        for (int step = 0; step < Steps; step++)
        {
            voting.Step();
        }

        voting.Calm();
        return voting.Decided;
    }

    /// <summary>Four voters of epoch 1, and a fifth node that has only joined. Each proposes to remove its neighbour.</summary>
    private sealed class Voting
    {
        private const int Voters = 4;
        private const int Nodes = 5;

        private readonly SplitMix64 _random;
        private readonly NodeId[] _ids = [.. Enumerable.Range(1, Nodes).Select(id => new NodeId((UInt128)id))];
        private readonly MemoryStore[] _disks = [.. Enumerable.Range(0, Nodes).Select(_ => new MemoryStore())];
        private readonly EpochAcceptor[] _acceptors = new EpochAcceptor[Nodes];
        private readonly EpochProposer[] _proposers = new EpochProposer[Nodes];
        private readonly Outbox[] _outboxes = new Outbox[Nodes];
        private readonly uint[] _starts = new uint[Nodes];
        private readonly List<(int From, int To, byte[] Bytes)> _wire = [];
        private TimeSpan _now = TimeSpan.FromSeconds(1);
        private bool _calm;

        public Voting(ulong seed)
        {
            _random = new SplitMix64(seed);
            for (int node = 0; node < Nodes; node++)
            {
                Start(node);
            }
        }

        public bool ForgetsBallots { get; init; }

        public bool ExcludesTarget { get; init; }

        public bool CountsJoiners { get; init; }

        public SortedSet<EpochRecord> Decided { get; } = [];

        public void Step()
        {
            _now += TimeSpan.FromMilliseconds(50);
            int node = _random.Next(Nodes);
            switch (_random.Next(40))
            {
                case 0 when !_calm:
                    Start(node);
                    break;
                case < 8:
                    Propose(node);
                    break;
            }

            for (int i = 0; i < Nodes; i++)
            {
                _proposers[i].Tick(_now);
                Flush(i);
            }

            for (int i = 0; i < 4; i++)
            {
                Deliver();
            }
        }

        /// <summary>No more faults: now something must be decided.</summary>
        public void Calm()
        {
            _calm = true;
            for (int step = 0; step < 2000 && (Decided.Count == 0 || _wire.Count > 0); step++)
            {
                Step();
            }
        }

        private void Propose(int node)
        {
            if (!_proposers[node].IsReady(_now))
            {
                return;
            }

            NodeId target = _ids[(node + 1) % Voters];
            EpochRecord current = new(1, [.. _ids.Take(CountsJoiners ? Nodes : Voters)], []);
            EpochQuorum quorum = EpochQuorum.Of(current);
            if (CountsJoiners && node % 2 == 0)
            {
                // One who has not heard of the joiner asks and counts the others.
                quorum = EpochQuorum.Of(current with { Voters = [.. _ids.Take(2)] });
            }

            Removal removal = new(target, "target", _ids[node], 2, "someone");
            EpochRecord value = new(2, [.. _ids.Take(Voters).Where(voter => voter != target)], [removal]);
            _proposers[node].Begin(current, value, ExcludesTarget ? quorum.Without([target]) : quorum, _now);
            Flush(node);
        }

        private void Start(int node)
        {
            Outbox outbox = _outboxes[node] = new Outbox();
            _acceptors[node] = new EpochAcceptor(outbox);
            if (!ForgetsBallots)
            {
                _acceptors[node].Load(_disks[node].Read);
            }

            uint start = ++_starts[node];
            _proposers[node] = new EpochProposer(_ids[node], start, _random.Child($"{node}/{start}"), outbox, _acceptors[node]);
            _proposers[node].Decided += epoch => Decided.Add(epoch);
        }

        private void Flush(int node)
        {
            Outbox outbox = _outboxes[node];
            _disks[node].Commit(outbox.Writes);
            outbox.Committed();
            foreach (Effect.Send send in outbox.Effects.OfType<Effect.Send>())
            {
                _wire.Add((node, Array.IndexOf(_ids, send.To), MessageCodec.Encode(send.Message)));
            }

            outbox.Effects.Clear();
        }

        private void Deliver()
        {
            if (_wire.Count == 0)
            {
                return;
            }

            int index = _random.Next(_wire.Count);
            (int from, int to, byte[] bytes) = _wire[index];
            int fate = _calm ? 100 : _random.Next(100);
            if (fate >= 10)
            {
                _wire.RemoveAt(index);
            }

            if (fate is < 10 or >= 30)
            {
                Receive(from, to, MessageCodec.Decode(bytes));
                Flush(to);
            }
        }

        private void Receive(int from, int to, IWireMessage message)
        {
            IWireMessage? answer = null;
            switch (message)
            {
                case EpochPrepare prepare:
                    answer = _acceptors[to].Receive(prepare);
                    break;
                case EpochAccept accept:
                    answer = _acceptors[to].Receive(accept);
                    break;
                case EpochPromise promise:
                    _proposers[to].Receive(_ids[from], promise, _now);
                    break;
                case EpochAccepted accepted:
                    _proposers[to].Receive(_ids[from], accepted);
                    break;
                case EpochRejected rejected:
                    _proposers[to].Receive(_ids[from], rejected, _now);
                    break;
            }

            if (answer is not null)
            {
                _outboxes[to].Send(_ids[from], answer);
            }
        }
    }
}
