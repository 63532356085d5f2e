using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Epochs;

/// <summary>Epochs as the brain sees them: everything about who votes, who was removed, and what becomes of what they owned.</summary>
public sealed class EpochService
{
    private readonly MeshContext _context;
    private readonly EpochAcceptor _acceptor;
    private readonly EpochKeeper _keeper;
    private readonly SealedLogs _logs;
    private readonly RemovalAcknowledgements _acknowledgements;
    private readonly EstateService _estates;
    private readonly RemovalService _removals;
    private readonly WithdrawalService _withdrawal;
    private readonly SortedSet<NodeId> _forgotten = [];
    private TimeSpan _nextLook;

    public EpochService(MeshContext context, uint start, NetworkService networks, EndpointService endpoints)
    {
        _context = context;
        _acceptor = new EpochAcceptor(context.Outbox);
        _keeper = new EpochKeeper(context, start, _acceptor);
        _keeper.Learnt += Learn;
        _logs = new SealedLogs(context);
        _acknowledgements = new RemovalAcknowledgements(context, _logs);
        _estates = new EstateService(context, _logs, _acknowledgements, networks);
        _removals = new RemovalService(context, _keeper, _logs, _estates);
        _withdrawal = new WithdrawalService(context, endpoints);
    }

    /// <summary>A removed host's blocks and networks have not passed to its heir yet.</summary>
    public bool HasUnsettled => _logs.Unsettled.Any();

    /// <summary>Why this node refuses everything, when it was removed.</summary>
    public string? Removed => _withdrawal.Reason;

    /// <summary>What keeps this host from leaving, as a sentence.</summary>
    public string? ReasonNotToLeave =>
        _logs.Unsettled.FirstOrDefault() is { } removal
            ? $"the removal of {removal.Name} is not finished and may still need this host: see 'meshnet node ls' for what it is waiting for, then try again"
            : _context.Epochs.IsVoter(_context.Self) && !_keeper.CanDecide([])
                ? "leaving needs a majority of the voters, and too few can be reached: try again when they are back, or abandon them with 'meshnet reset --force'"
                : null;

    /// <summary>Whether this node, which leaves, may end its records: nobody counts on it any more.</summary>
    public bool IsReleased => _keeper.IsReleased && !_logs.Unsettled.Any();

    public void Load(ReadBucket read)
    {
        _acceptor.Load(read);
        if (_acceptor.Base is { } known)
        {
            Note(known);
        }

        foreach (NodeLog log in _context.Replicas.Logs)
        {
            if (log.Value(RecordKey.Epoch) is { } epoch)
            {
                Note(EpochRecord.Decode(epoch));
            }

            foreach (LogEntry entry in log.OfKind(RecordKind.EstateTaken))
            {
                _logs.Settle(entry.Key.NodeId);
            }
        }
    }

    public void Found() => _keeper.Found();

    /// <summary>Whether a change must be ignored. An end never is: it may have overtaken the news of the removal.</summary>
    public bool Hides(RecordChange change) => change.New is not null && _logs.Hides(change.Owner, change.Key.Kind);

    public void TakeGrants(NodeId donor) => _acknowledgements.TakeGrants(donor);

    public void SettleGrants(NodeId recipient) => _acknowledgements.SettleGrants(recipient);

    public void Request(long request, RemoveNodes asked) => _removals.Request(request, asked);

    public EpochReport Report() => _removals.Report();

    public bool Receive(NodeId from, IWireMessage message) => _keeper.Receive(from, message);

    public void ToldRemoved(NodeId by) => _withdrawal.Told(by);

    /// <summary>Follows a changed record of any log.</summary>
    public void Apply(RecordChange change)
    {
        switch (change.Key.Kind)
        {
            case RecordKind.Epoch when change.New is not null:
                Learn(EpochRecord.Decode(change.New));
                break;
            case RecordKind.EstateTaken when change.New is not null:
                _logs.Settle(change.Key.NodeId);
                _acknowledgements.End(change.Key.NodeId);
                break;
            case RecordKind.RemovalSeen when change.New is not null:
                _acknowledgements.TakeGrants(change.Owner);
                break;
            case RecordKind.Node or RecordKind.Withdrawn or RecordKind.AssertedOff:
                break;
            default:
                return;
        }

        _estates.Notice();
    }

    public void Tick()
    {
        _keeper.Tick();
        _withdrawal.Tick();
        if (_context.Now >= _nextLook)
        {
            _nextLook = _context.Now + _context.Settings.EpochInterval;
            _context.Epochs.Tidy();
            _estates.Notice();
        }
    }

    public void Advance()
    {
        _withdrawal.Advance();
        if (_estates.Advance())
        {
            ForgetThoseOut();
        }

        _removals.Advance();
    }

    private void ForgetThoseOut()
    {
        foreach (NodeId removed in _context.Epochs.Removals.Keys)
        {
            if (!_forgotten.Contains(removed) && (_logs.IsSettled(removed) || _estates.IsOut(removed)))
            {
                _forgotten.Add(removed);
                _context.Outbox.Forget(removed);
            }
        }
    }

    private void Learn(EpochRecord epoch)
    {
        foreach (Removal removal in Note(epoch).Where(removal => removal.Node != _context.Self))
        {
            _context.Outbox.Warn($"{removal.Name} ({removal.Node.ToShortString()}) was removed from the mesh by {removal.By}, in epoch {removal.Epoch}");
        }
    }

    private IReadOnlyList<Removal> Note(EpochRecord epoch)
    {
        IReadOnlyList<Removal> fresh = _context.Epochs.Learn(epoch);
        foreach (Removal removal in fresh)
        {
            _context.Table.RememberName(removal.Node, removal.Name);
            _logs.Seal(removal.Node);
        }

        _context.Seeker.Peers = [.. _context.Seeker.Peers.Where(peer => !_context.Epochs.IsRemoved(peer))];
        _keeper.Passed(epoch.Number);
        _estates.Notice();
        return fresh;
    }
}
