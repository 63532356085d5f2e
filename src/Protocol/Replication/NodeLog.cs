namespace MeshNet.Protocol.Replication;

/// <summary>
/// One node's log: the newest entry under each key, in the order of versions. The owner's own and every replica are alike;
/// a replica is always complete up to its watermark.
/// </summary>
public sealed class NodeLog(NodeId owner)
{
    private readonly SortedDictionary<RecordKind, SortedDictionary<RecordKey, LogEntry>> _kinds = [];

    /// <summary>Ascending by version; entries that were replaced stay until the list is packed.</summary>
    private List<LogEntry> _order = [];

    public NodeId Owner { get; } = owner;

    /// <summary>Everything up to here is held.</summary>
    public LogVersion Watermark { get; private set; }

    /// <summary>Tombstones up to here are collected: who has less than this cannot be brought forward by deltas (R8).</summary>
    public LogVersion Floor { get; private set; }

    public ulong Hash { get; private set; }

    public int Count => _kinds.Values.Sum(entries => entries.Count);

    /// <summary>Keys whose tombstones were collected since this list was last cleared: their rows can go from the disk.</summary>
    public List<RecordKey> Collected { get; } = [];

    /// <summary>Live entries and tombstones in the order of their keys.</summary>
    public IEnumerable<LogEntry> Entries => _kinds.Values.SelectMany(entries => entries.Values);

    public LogState State => new(Owner, Watermark, Hash);

    public byte[]? Value(RecordKey key) => Entry(key)?.Value;

    public LogEntry? Entry(RecordKey key) => _kinds.GetValueOrDefault(key.Kind)?.GetValueOrDefault(key);

    /// <summary>Live records of one kind, in the order of their keys.</summary>
    public IEnumerable<LogEntry> OfKind(RecordKind kind) =>
        _kinds.TryGetValue(kind, out SortedDictionary<RecordKey, LogEntry>? entries)
            ? entries.Values.Where(entry => entry.Value is not null)
            : [];

    /// <summary>The keys of such live records as they are now, for callers that change the log while they go through them.</summary>
    public IReadOnlyList<RecordKey> Keys(RecordKind kind, Predicate<RecordKey> wanted)
    {
        if (!_kinds.TryGetValue(kind, out SortedDictionary<RecordKey, LogEntry>? entries) || entries.Count == 0)
        {
            return [];
        }

        List<RecordKey> keys = [];
        foreach (LogEntry entry in entries.Values)
        {
            if (entry.Value is not null && wanted(entry.Key))
            {
                keys.Add(entry.Key);
            }
        }

        return keys;
    }

    /// <summary>Whether a tombstone is as old as this, or older.</summary>
    public bool HasTombstoneUpTo(LogVersion version)
    {
        foreach (LogEntry entry in _order)
        {
            if (entry.Version > version)
            {
                return false;
            }

            if (entry.Value is null && ReferenceEquals(Entry(entry.Key), entry))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts one entry whose version is above all before; used by the owner and by a replica in the order of versions.</summary>
    public RecordChange? Put(LogEntry entry)
    {
        LogEntry? old = Entry(entry.Key);
        if (old is not null)
        {
            Hash ^= ContentHash.Of(old);
        }

        Keep(entry);
        Hash ^= ContentHash.Of(entry);
        _order.Add(entry);
        Watermark = entry.Version > Watermark ? entry.Version : Watermark;
        if (entry.Key.Kind == RecordKind.Head && entry.Value is not null)
        {
            Collect(LogHead.Decode(entry.Value).Floor);
        }

        PackIfStale();
        return IsNews(old, entry) ? new(Owner, entry.Key, old?.Value, entry.Value) : null;
    }

    public void AdvanceTo(LogVersion version) => Watermark = version > Watermark ? version : Watermark;

    /// <summary>Takes another content in place of this one, and says what that changed.</summary>
    public IReadOnlyList<RecordChange> Replace(IEnumerable<LogEntry> entries, LogVersion watermark)
    {
        LogEntry[] before = [.. Entries];
        _kinds.Clear();
        _order.Clear();
        Hash = 0;
        Watermark = watermark;
        foreach (LogEntry entry in entries.OrderBy(entry => entry.Version))
        {
            Put(entry);
        }

        return Differences(before, [.. Entries]);
    }

    /// <summary>Whether a whole content at some version is the one that is held.</summary>
    public bool Is(IEnumerable<LogEntry> entries, LogVersion watermark)
    {
        ulong hash = 0;
        foreach (LogEntry entry in entries)
        {
            hash ^= ContentHash.Of(entry);
        }

        return watermark == Watermark && hash == Hash;
    }

    /// <summary>What a replica at <paramref name="above"/> lacks, in one piece when it must be a reset, else in pieces of about <paramref name="bytesMax"/>.</summary>
    public IEnumerable<LogDelta> DeltasAbove(LogVersion above, bool whole, int bytesMax, bool heedsFloor = true)
    {
        if (whole || (above < Floor && heedsFloor) || above == LogVersion.Zero)
        {
            yield return new(Owner, LogVersion.Zero, Watermark, Reset: true, [.. Newest(_order)]);
            yield break;
        }

        LogVersion from = above;
        int bytes = 0;
        ImmutableArray<LogEntry>.Builder piece = ImmutableArray.CreateBuilder<LogEntry>();
        foreach (LogEntry entry in Newest(_order.Skip(FirstAbove(above))))
        {
            if (piece.Count > 0 && bytes + entry.EncodedBytes > bytesMax)
            {
                LogVersion to = piece[^1].Version;
                yield return new(Owner, from, to, Reset: false, piece.ToImmutable());
                piece.Clear();
                bytes = 0;
                from = to;
            }

            piece.Add(entry);
            bytes += entry.EncodedBytes;
        }

        if (from < Watermark)
        {
            yield return new(Owner, from, Watermark, Reset: false, piece.ToImmutable());
        }
    }

    /// <summary>Both are in the order of their keys.</summary>
    private List<RecordChange> Differences(LogEntry[] before, LogEntry[] after)
    {
        List<RecordChange> changes = [];
        int left = 0;
        int right = 0;
        while (left < before.Length || right < after.Length)
        {
            int order = left == before.Length ? 1
                : right == after.Length ? -1
                : before[left].Key.CompareTo(after[right].Key);
            LogEntry? old = order <= 0 ? before[left++] : null;
            LogEntry? now = order >= 0 ? after[right++] : null;
            if (IsNews(old, now))
            {
                changes.Add(new(Owner, (old ?? now)!.Key, old?.Value, now?.Value));
            }
        }

        return changes;
    }

    /// <summary>That a node has left is news even if it ends nothing that was known: whoever granted it something must hear it.</summary>
    private static bool IsNews(LogEntry? old, LogEntry? now) =>
        !Same(old?.Value, now?.Value) || (old is null && now is { Value: null, Key.Kind: RecordKind.Node });

    private IEnumerable<LogEntry> Newest(IEnumerable<LogEntry> entries) =>
        entries.Where(entry => ReferenceEquals(Entry(entry.Key), entry));

    private void Keep(LogEntry entry)
    {
        if (!_kinds.TryGetValue(entry.Key.Kind, out SortedDictionary<RecordKey, LogEntry>? entries))
        {
            _kinds[entry.Key.Kind] = entries = [];
        }

        entries[entry.Key] = entry;
    }

    private int FirstAbove(LogVersion version)
    {
        int low = 0;
        int high = _order.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_order[middle].Version > version)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private void Collect(LogVersion floor)
    {
        if (floor <= Floor)
        {
            return;
        }

        Floor = floor;
        foreach (LogEntry entry in _order.Where(entry => entry.Value is null && entry.Version <= floor))
        {
            if (ReferenceEquals(Entry(entry.Key), entry))
            {
                Hash ^= ContentHash.Of(entry);
                _kinds[entry.Key.Kind].Remove(entry.Key);
                Collected.Add(entry.Key);
            }
        }

        Pack();
    }

    /// <summary>Replaced entries may be at most half of the list, so that memory follows what lives.</summary>
    private void PackIfStale()
    {
        if (_order.Count > 64 && _order.Count > 2 * Count)
        {
            Pack();
        }
    }

    private void Pack() => _order = [.. Newest(_order)];

    private static bool Same(byte[]? left, byte[]? right) =>
        left is null ? right is null : right is not null && left.AsSpan().SequenceEqual(right);
}

/// <summary>
/// One record's change in one log: made (no old value), replaced (both), or ended (no new value). A replacement is one change, so
/// that a watcher never sees neither.
/// </summary>
public sealed record RecordChange(NodeId Owner, RecordKey Key, byte[]? Old, byte[]? New);
