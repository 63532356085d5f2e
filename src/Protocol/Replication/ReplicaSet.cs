using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Replication;

/// <summary>All logs that this node holds, its own among them, with the hashes by which two nodes find what differs (R11).</summary>
public sealed class ReplicaSet
{
    private readonly SortedDictionary<NodeId, NodeLog> _logs = [];
    private readonly Dictionary<NodeId, ulong> _contributions = [];
    private readonly ulong[] _bucketHashes = new ulong[BucketHashes.Count];
    private readonly Outbox _outbox;

    private readonly Sabotage _sabotage;

    public ReplicaSet(NodeLog own, Outbox outbox, Sabotage sabotage = Sabotage.None)
    {
        _sabotage = sabotage;
        Own = own;
        _outbox = outbox;
        _logs.Add(own.Owner, own);
        Touch(own);
    }

    public NodeLog Own { get; }

    public IEnumerable<NodeLog> Logs => _logs.Values;

    public ulong RootHash => _bucketHashes.Aggregate(0UL, (sum, hash) => sum ^ hash);

    public NodeLog? Log(NodeId owner) => _logs.GetValueOrDefault(owner);

    /// <summary>The node says that it leaves, or has left.</summary>
    public bool IsLeaving(NodeId node) => Log(node)?.Value(RecordKey.Leaving) is not null || HasLeft(node);

    /// <summary>The node has ended its records and writes none any more.</summary>
    public bool HasLeft(NodeId node) => Log(node)?.Entry(RecordKey.Node) is { Value: null };

    public BucketHashes Hashes() => new([.. _bucketHashes]);

    public LogVersion Watermark(NodeId owner) => Log(owner)?.Watermark ?? LogVersion.Zero;

    /// <summary>The digest of the buckets whose bit is set.</summary>
    public Digest Digest(ulong buckets, bool reply) =>
        new(buckets, reply, [.. Logs.Where(log => InBuckets(log.Owner, buckets)).Select(log => log.State)]);

    /// <summary>The answer to a digest: of its buckets, and of those logs that it names besides.</summary>
    public Digest Answer(Digest digest)
    {
        SortedSet<NodeId> named = [.. digest.Logs.Select(log => log.Owner)];
        return new(
            digest.Buckets,
            Reply: true,
            [.. Logs.Where(log => InBuckets(log.Owner, digest.Buckets) || named.Contains(log.Owner)).Select(log => log.State)]);
    }

    /// <summary>The digest of some logs by name, which is complete for no bucket.</summary>
    public Digest DigestOf(params IEnumerable<NodeId> owners) =>
        new(0, Reply: false, [.. owners.Distinct().Select(owner => Log(owner)?.State ?? new LogState(owner, LogVersion.Zero, 0))]);

    public static bool InBuckets(NodeId owner, ulong buckets) => (buckets & (1UL << BucketHashes.Of(owner))) != 0;

    /// <summary>Puts a log that the disk held.</summary>
    public void Load(NodeLog log)
    {
        _logs.Add(log.Owner, log);
        Touch(log);
    }

    /// <summary>Takes a delta of another's log, if it joins on to what is held. Null: something before it is missing.</summary>
    public IReadOnlyList<RecordChange>? Apply(LogDelta delta)
    {
        LogVersion watermark = Watermark(delta.Owner);
        if (delta.Reset)
        {
            // A node that has just joined gets every log from several members at once.
            return delta.To < watermark || Log(delta.Owner)?.Is(delta.Entries, delta.To) == true ? [] : ApplyReset(delta);
        }

        if (delta.Base > watermark && _sabotage != Sabotage.WatermarkToMaximum)
        {
            return null;
        }

        return delta.To <= watermark ? [] : ApplyAbove(delta, watermark);
    }

    /// <summary>Brings the hashes up to date after a log has changed.</summary>
    public void Touch(NodeLog log)
    {
        ulong now = ContentHash.Of(log.Owner, log.Watermark, log.Hash);
        _bucketHashes[BucketHashes.Of(log.Owner)] ^= _contributions.GetValueOrDefault(log.Owner) ^ now;
        _contributions[log.Owner] = now;
    }

    private List<RecordChange> ApplyAbove(LogDelta delta, LogVersion watermark)
    {
        NodeLog log = GetOrAdd(delta.Owner);
        List<RecordChange> changes = [];
        foreach (LogEntry entry in InOrder(delta.Entries))
        {
            if (entry.Version <= watermark)
            {
                continue;
            }

            _outbox.WriteLater(Buckets.Replica, LogRows.Key(log.Owner, entry.Key), LogRows.Value(entry));
            if (log.Put(entry) is { } change)
            {
                changes.Add(change);
            }
        }

        log.AdvanceTo(delta.To);
        Finish(log);
        return changes;
    }

    /// <summary>As they come from the log's order; another version of the sender may have another order.</summary>
    private static IEnumerable<LogEntry> InOrder(ImmutableArray<LogEntry> entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            if (entries[i].Version < entries[i - 1].Version)
            {
                return entries.OrderBy(entry => entry.Version);
            }
        }

        return entries;
    }

    private IReadOnlyList<RecordChange> ApplyReset(LogDelta delta)
    {
        NodeLog log = GetOrAdd(delta.Owner);
        HashSet<RecordKey> kept = [.. delta.Entries.Select(entry => entry.Key)];
        foreach (LogEntry gone in log.Entries.Where(entry => !kept.Contains(entry.Key)))
        {
            _outbox.WriteLater(Buckets.Replica, LogRows.Key(log.Owner, gone.Key), null);
        }

        foreach (LogEntry entry in delta.Entries)
        {
            _outbox.WriteLater(Buckets.Replica, LogRows.Key(log.Owner, entry.Key), LogRows.Value(entry));
        }

        IReadOnlyList<RecordChange> changes = log.Replace(delta.Entries, delta.To);
        Finish(log);
        return changes;
    }

    private void Finish(NodeLog log)
    {
        // A key may have been collected and written again within one delta: then its row stays.
        foreach (RecordKey collected in log.Collected)
        {
            if (log.Entry(collected) is null)
            {
                _outbox.WriteLater(Buckets.Replica, LogRows.Key(log.Owner, collected), null);
            }
        }

        log.Collected.Clear();
        _outbox.WriteLater(Buckets.Watermark, LogRows.OwnerKey(log.Owner), LogRows.Watermark(log.Watermark));
        Touch(log);
    }

    private NodeLog GetOrAdd(NodeId owner)
    {
        if (!_logs.TryGetValue(owner, out NodeLog? log))
        {
            log = new NodeLog(owner);
            _logs.Add(owner, log);
        }

        return log;
    }
}
