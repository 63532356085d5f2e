using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// The proposer's side of single-decree Paxos: one attempt at a time. An attempt that fails is simply dropped; whoever still wants
/// something proposes again after a pause that grows and is random, so that two proposers do not hinder each other for long.
/// </summary>
public sealed class EpochProposer(NodeId self, uint start, IRandomSource random, Outbox outbox, EpochAcceptor acceptor)
{
    private static readonly TimeSpan AttemptTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RepeatInterval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);
    private const int PauseDoublingsMax = 5;

    private Attempt? _attempt;
    private ulong _round;
    private int _failures;
    private TimeSpan _pausedUntil;

    /// <summary>An epoch is decided: the one that was proposed, or another that had been accepted before.</summary>
    public event Action<EpochRecord>? Decided;

    public bool IsReady(TimeSpan now) => _attempt is null && now >= _pausedUntil;

    /// <param name="decided">The epoch before.</param>
    /// <param name="quorum">Who decides, according to <paramref name="decided"/>.</param>
    public void Begin(EpochRecord decided, EpochRecord value, EpochQuorum quorum, TimeSpan now)
    {
        _attempt = new Attempt(decided, value, quorum, new Ballot(++_round, self, start), now + AttemptTime);
        Ask(now);
    }

    public void Tick(TimeSpan now)
    {
        if (_attempt is not { } attempt)
        {
            return;
        }

        if (now >= attempt.Deadline)
        {
            Fail(now);
        }
        else if (now >= attempt.RepeatAt)
        {
            Ask(now);
        }
    }

    /// <summary>An epoch has become known: an attempt at it or at one before is pointless.</summary>
    public void Passed(ulong number)
    {
        if (_attempt is { } attempt && attempt.Value.Number <= number)
        {
            _attempt = null;
            _failures = 0;
        }
    }

    public void Receive(NodeId from, EpochPromise promise, TimeSpan now)
    {
        if (!IsOurs(from, promise.Number, promise.Ballot, out Attempt attempt) || attempt.Promised)
        {
            return;
        }

        attempt.Votes.Add(from);
        if (promise.Accepted is { } accepted && promise.AcceptedBallot > attempt.HighestAccepted)
        {
            attempt.HighestAccepted = promise.AcceptedBallot;
            attempt.Value = accepted;
        }

        if (attempt.Quorum.IsReached(attempt.Votes))
        {
            attempt.Promised = true;
            attempt.Votes.Clear();
            Ask(now);
        }
    }

    public void Receive(NodeId from, EpochAccepted accepted)
    {
        if (!IsOurs(from, accepted.Number, accepted.Ballot, out Attempt attempt) || !attempt.Promised)
        {
            return;
        }

        attempt.Votes.Add(from);
        if (attempt.Quorum.IsReached(attempt.Votes))
        {
            _attempt = null;
            _failures = 0;
            Decided?.Invoke(attempt.Value);
        }
    }

    public void Receive(NodeId from, EpochRejected rejected, TimeSpan now)
    {
        _round = Math.Max(_round, rejected.Promised.Round);
        if (IsOurs(from, rejected.Number, rejected.Ballot, out _))
        {
            Fail(now);
        }
    }

    /// <summary>Only the voters of the epoch before count: a node that has just joined does not, until an epoch has admitted it (R19).</summary>
    private bool IsOurs(NodeId from, ulong number, Ballot ballot, out Attempt attempt)
    {
        attempt = _attempt!;
        return _attempt is not null
            && attempt.Value.Number == number
            && attempt.Ballot == ballot
            && attempt.Quorum.Voters.Contains(from);
    }

    private void Ask(TimeSpan now)
    {
        Attempt attempt = _attempt!;
        attempt.RepeatAt = now + RepeatInterval;
        IWireMessage question = attempt.Promised
            ? new EpochAccept(attempt.Ballot, attempt.Base, attempt.Value)
            : new EpochPrepare(attempt.Ballot, attempt.Base);
        foreach (NodeId voter in attempt.Quorum.Voters.Where(voter => voter != self && !attempt.Votes.Contains(voter)).ToArray())
        {
            outbox.Send(voter, question);
        }

        if (attempt.Quorum.Voters.Contains(self))
        {
            AskSelf(question, now);
        }
    }

    private void AskSelf(IWireMessage question, TimeSpan now)
    {
        switch (question is EpochPrepare prepare ? acceptor.Receive(prepare) : acceptor.Receive((EpochAccept)question))
        {
            case EpochPromise promise:
                Receive(self, promise, now);
                break;
            case EpochAccepted accepted:
                Receive(self, accepted);
                break;
            case EpochRejected rejected:
                Receive(self, rejected, now);
                break;
        }
    }

    private void Fail(TimeSpan now)
    {
        _attempt = null;
        TimeSpan pause = PauseMin * (1 << Math.Min(_failures++, PauseDoublingsMax));
        _pausedUntil = now + (pause * (1 + random.NextFraction()));
    }

    private sealed class Attempt(EpochRecord decided, EpochRecord value, EpochQuorum quorum, Ballot ballot, TimeSpan deadline)
    {
        public EpochRecord Base { get; } = decided;

        public EpochRecord Value { get; set; } = value;

        public EpochQuorum Quorum { get; } = quorum;

        public Ballot Ballot { get; } = ballot;

        public TimeSpan Deadline { get; } = deadline;

        public TimeSpan RepeatAt { get; set; }

        public SortedSet<NodeId> Votes { get; } = [];

        public Ballot HighestAccepted { get; set; } = Ballot.None;

        /// <summary>A majority has promised. The next step is to ask for acceptance.</summary>
        public bool Promised { get; set; }
    }
}
