using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Replication;

/// <summary>
/// Writes this node's own log, the only one it may write. Writes collect until <see cref="TakeDelta"/>, so that all that one input
/// led to goes to disk in one commit and to the others in one delta.
/// </summary>
public sealed class Journal
{
    private readonly NodeLog _log;
    private readonly Outbox _outbox;
    private readonly List<LogEntry> _fresh = [];
    private readonly List<RecordChange> _changes = [];
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

    /// <summary>What was written since the last call, as the others need it; null if nothing was.</summary>
    public LogDelta? TakeDelta()
    {
        if (_fresh.Count == 0)
        {
            return null;
        }

        ImmutableArray<LogEntry> entries = [.. _fresh.Where(entry => ReferenceEquals(_log.Entry(entry.Key), entry))];
        LogDelta delta = new(_log.Owner, _sent, _log.Watermark, Reset: false, entries);
        _outbox.Write(Buckets.Watermark, LogRows.OwnerKey(_log.Owner), LogRows.Watermark(_log.Watermark));
        _sent = _log.Watermark;
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
