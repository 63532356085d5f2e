using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// Proposes epochs: removals that this host was asked for, and, when this node is the smallest voter that can be reached, the admission
/// of members and the release of those who leave.
/// </summary>
public sealed class EpochKeeper
{
    /// <summary>After this many looks at an open accepted epoch, a voter finishes it: its proposer may have crashed.</summary>
    private const int OpenLooksMax = 3;

    private readonly MeshContext _context;
    private readonly EpochAcceptor _acceptor;
    private readonly EpochProposer _proposer;
    private readonly List<PendingRemoval> _wanted = [];
    private TimeSpan _nextLook;
    private int _looksAtOpen;

    public EpochKeeper(MeshContext context, uint start, EpochAcceptor acceptor)
    {
        _context = context;
        _acceptor = acceptor;
        _proposer = new EpochProposer(context.Self, start, context.Random, context.Outbox, acceptor);
        _proposer.Decided += OnDecided;
    }

    /// <summary>Somebody has proved that an epoch is decided.</summary>
    public event Action<EpochRecord>? Learnt;

    private EpochBook Book => _context.Epochs;

    private EpochQuorum Quorum => _context.Settings.Sabotage == Sabotage.JoinersVote
        ? new([.. _context.Table.Nodes.Keys])
        : EpochQuorum.Of(Book.Current!);

    private IEnumerable<NodeId> Reachable => _context.Seeker.Peers.Append(_context.Self);

    /// <summary>The first epoch: the founder alone.</summary>
    public void Found() => OnDecided(new EpochRecord(1, [_context.Self], []));

    /// <summary>Whether this node may finish leaving: no epoch that it has not heard of can name it as a voter or heir.</summary>
    public bool IsReleased => !Book.IsVoter(_context.Self);

    public bool CanDecide(IReadOnlyCollection<NodeId> assertedOff) =>
        Book.Current is not null
        && (QuorumFor(assertedOff).IsReached(Reachable) || _context.Settings.Sabotage == Sabotage.MajorityOfOthers);

    /// <summary>Voters that cannot be reached, for the sentence that refuses a removal.</summary>
    public IEnumerable<NodeId> MissingVoters => Quorum.Voters.Except(Reachable);

    public int NeededVoters => Quorum.Needed;

    public int VoterCount => Quorum.Voters.Count;

    public void Want(PendingRemoval removal)
    {
        _wanted.Add(removal);
        Propose();
    }

    /// <summary>Wanted removals that are no longer wanted: decided, or given up.</summary>
    public void Forget(PendingRemoval removal) => _wanted.Remove(removal);

    public bool Receive(NodeId from, IWireMessage message)
    {
        switch (message)
        {
            case EpochPrepare prepare:
                Answer(from, prepare.Base, _acceptor.Receive, prepare);
                return true;
            case EpochAccept accept:
                Answer(from, accept.Base, _acceptor.Receive, accept);
                return true;
            case EpochPromise promise:
                _proposer.Receive(from, promise, _context.Now);
                return true;
            case EpochAccepted accepted:
                _proposer.Receive(from, accepted);
                return true;
            case EpochRejected rejected:
                _proposer.Receive(from, rejected, _context.Now);
                return true;
            case EpochNews news:
                Learnt?.Invoke(news.Decided);
                return true;
            default:
                return false;
        }
    }

    public void Passed(ulong number) => _proposer.Passed(number);

    public void Tick()
    {
        _proposer.Tick(_context.Now);
        Propose();
    }

    private void OnDecided(EpochRecord epoch)
    {
        Book.Keep(epoch);
        Learnt?.Invoke(epoch);
    }

    /// <summary>A proposer that is behind is told what was decided, and cannot decide it again.</summary>
    private void Answer<T>(NodeId from, EpochRecord decided, Func<T, IWireMessage?> vote, T question)
    {
        Learnt?.Invoke(decided);
        IWireMessage? answer = Book.Number > decided.Number ? new EpochNews(Book.Current!) : vote(question);
        if (answer is not null)
        {
            _context.Outbox.Send(from, answer);
        }
    }

    private void Propose()
    {
        if (Book.Current is null || Book.IsRemoved(_context.Self) || !_proposer.IsReady(_context.Now))
        {
            return;
        }

        if (_wanted.Count > 0)
        {
            Removal[] removals = [.. _wanted.SelectMany(wanted => wanted.Targets).DistinctBy(target => target.Node).Select(MakeRemoval)];
            Begin(removals, admit: false, QuorumFor([.. _wanted.Where(wanted => wanted.AssertOff).SelectMany(wanted => wanted.Targets).Select(target => target.Node)]));
        }
        else if (_context.Now >= _nextLook)
        {
            _nextLook = _context.Now + _context.Settings.EpochInterval;
            if (IsLeftOpen())
            {
                _proposer.Begin(Book.Current, _acceptor.AcceptedFor(Book.Number + 1)!, Quorum, _context.Now);
            }
            else if (IsSmallestReachableVoter())
            {
                Begin([], admit: true, Quorum);
            }
        }
    }

    private bool IsLeftOpen()
    {
        bool open = Book.IsVoter(_context.Self) && _acceptor.AcceptedFor(Book.Number + 1) is not null && CanDecide([]);
        _looksAtOpen = open ? _looksAtOpen + 1 : 0;
        return _looksAtOpen > OpenLooksMax;
    }

    private void Begin(Removal[] fresh, bool admit, EpochQuorum quorum)
    {
        EpochRecord next = Compose(fresh, admit);
        bool changes = !next.Voters.AsSpan().SequenceEqual(Book.Current!.Voters.AsSpan()) || next.Removals.Length != Book.Current.Removals.Length;
        if (changes && next.Voters.Length > 0 && quorum.IsReached(Reachable))
        {
            _proposer.Begin(Book.Current, next, quorum, _context.Now);
        }
    }

    private EpochRecord Compose(Removal[] fresh, bool admit)
    {
        SortedDictionary<NodeId, Removal> removals = new(Book.Removals.ToDictionary());
        foreach (Removal removal in fresh)
        {
            removals.TryAdd(removal.Node, removal);
        }

        SortedSet<NodeId> voters = [.. Book.Current!.Voters];
        if (admit)
        {
            voters.UnionWith(_context.Seeker.Peers.Where(_context.Table.Nodes.ContainsKey));
        }

        voters.RemoveWhere(voter => removals.ContainsKey(voter) || _context.Replicas.IsLeaving(voter));
        if (voters.Count == 0)
        {
            voters.Add(_context.Self);
        }

        return new EpochRecord(Book.Number + 1, [.. voters], [.. removals.Values]);
    }

    private Removal MakeRemoval(RemovalTarget target)
    {
        ImmutableSortedSet<NodeId> targets = [.. _wanted.SelectMany(wanted => wanted.Targets).Select(other => other.Node)];
        NodeId heir = Quorum.Voters.Intersect(Reachable).Except(targets).Where(voter => !_context.Replicas.IsLeaving(voter)).Append(_context.Self).First();
        return new Removal(target.Node, target.Name, heir, Book.Number + 1, _context.Table.NameOf(_context.Self));
    }

    /// <summary>A majority of all voters if it can be reached; what the operator asserts counts only where it is needed.</summary>
    private EpochQuorum QuorumFor(IReadOnlyCollection<NodeId> assertedOff) =>
        _context.Settings.Sabotage == Sabotage.MajorityOfOthers
            ? Quorum.Without(_wanted.SelectMany(wanted => wanted.Targets).Select(target => target.Node))
        : Quorum.IsReached(Reachable) ? Quorum : Quorum.Without(assertedOff);

    private bool IsSmallestReachableVoter() =>
        Quorum.Voters.FirstOrDefault(voter => voter == _context.Self || _context.Seeker.Peers.Contains(voter)) == _context.Self
        && Book.IsVoter(_context.Self);
}
