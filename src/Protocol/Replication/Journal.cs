using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// Writes this node's own log, the only one it may write. Writes collect until <see cref="TakeDelta"/>, so that all that one input
/// led to goes to disk in one commit and to the others in one delta.
/// </summary>
public sealed class Journal
{
    /// <summary>A delta repeats the one before it if that has so few entries.</summary>
    private const int RepeatedEntriesMax = 16;

    private readonly NodeLog _log;
    private readonly Outbox _outbox;
    private readonly List<LogEntry> _fresh = [];
    private readonly List<RecordChange> _changes = [];
    private ImmutableArray<LogEntry> _sentLast = [];
    private LogVersion _sentLastBase;
    private LogVersion _next;
    private LogVersion _sent;

    /// <param name="epoch">The start epoch, already raised on disk (R7).</param>
    public Journal(NodeLog log, uint epoch, Outbox outbox)
    {
        _log = log;
        _outbox = outbox;
        _sent = log.Watermark;
        _next = log.Watermark.Epoch == epoch ? log.Watermark.Next() : new LogVersion(epoch, 1);
        if (log.Watermark >= _next)
        {
            throw new InvalidOperationException($"the log of {log.Owner} is at {log.Watermark}, beyond start epoch {epoch}: the epoch went back");
        }
    }

    public NodeLog Log => _log;

    public byte[]? Value(RecordKey key) => _log.Value(key);

    /// <summary>Writes a record, unless it holds these very bytes already.</summary>
    public void Put(RecordKey key, byte[] value)
    {
        if (_log.Value(key) is { } current && current.AsSpan().SequenceEqual(value))
        {
            return;
        }

        Append(new(key, _next, value));
    }

    /// <summary>Ends a record with a tombstone, if it lives.</summary>
    public void Delete(RecordKey key)
    {
        if (_log.Value(key) is not null)
        {
            Append(new(key, _next, null));
        }
    }

    /// <summary>
    /// What was written since the last call, as the others need it; null if nothing was. What the call before gave is in it again: two
    /// deltas go down different trees, and who gets the later one first would have to wait for anti-entropy.
    /// </summary>
    public LogDelta? TakeDelta()
    {
        if (_fresh.Count == 0)
        {
            return null;
        }

        // A tombstone that has been collected cannot be repeated: who lacks it is behind the floor and takes a snapshot (R8).
        bool repeats = _sentLast.Length is > 0 and <= RepeatedEntriesMax && _sentLast.All(entry => _log.Entry(entry.Key) is not null);
        ImmutableArray<LogEntry> fresh = [.. _fresh.Where(IsCurrent)];
        LogDelta delta = new(
            _log.Owner, repeats ? _sentLastBase : _sent, _log.Watermark, Reset: false, repeats ? [.. _sentLast.Where(IsCurrent), .. fresh] : fresh);
        _outbox.Write(Buckets.Watermark, LogRows.OwnerKey(_log.Owner), LogRows.Watermark(_log.Watermark));
        (_sentLast, _sentLastBase, _sent) = (fresh, _sent, _log.Watermark);
        _fresh.Clear();
        return delta;
    }

    /// <summary>The changes since the last call, for the parts of the brain that follow all logs alike.</summary>
    public IReadOnlyList<RecordChange> TakeChanges()
    {
        RecordChange[] changes = [.. _changes];
        _changes.Clear();
        return changes;
    }

    private bool IsCurrent(LogEntry entry) => ReferenceEquals(_log.Entry(entry.Key), entry);

    private void Append(LogEntry entry)
    {
        _next = _next.Next();
        _fresh.Add(entry);
        _outbox.Write(Buckets.Log, LogRows.Key(entry.Key), LogRows.Value(entry));
        if (_log.Put(entry) is { } change)
        {
            _changes.Add(change);
        }

        // A key may be in use again: its new row was written before.
        foreach (RecordKey collected in _log.Collected.Where(key => _log.Entry(key) is null))
        {
            _outbox.Write(Buckets.Log, LogRows.Key(collected), null);
        }

        _log.Collected.Clear();
    }
}
