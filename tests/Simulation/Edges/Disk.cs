using MeshNet.Actors.Gossip;
using MeshNet.Protocol;

namespace MeshNet.Simulation.Edges;

/// <summary>
/// A node's disk, which outlives its daemon and its host. A crash may come in the middle of a commit, which then either happened or
/// did not; what was committed before stays, and what was written and not synced stays too unless the power goes. A disk that lies (<see cref="Lies"/>) says "synced" first and syncs later.
/// </summary>
internal sealed class Disk : IDurableStore
{
    private readonly SortedDictionary<string, SortedDictionary<byte[], byte[]>> _buckets = new(StringComparer.Ordinal);
    private readonly List<(string Bucket, byte[] Key, byte[]? Before)> _unsynced = [];
    private bool _isCut;

    /// <summary>Commits are acknowledged before they are safe: a crash takes back what was not synced meanwhile (a sabotage).</summary>
    public bool Lies { get; set; }

    public bool IsFull { get; set; }

    /// <summary>A bucket whose rows are not kept (a sabotage).</summary>
    public string? ForgottenBucket { get; set; }

    /// <summary>In so many commits from now the host crashes in the middle of one; null for never.</summary>
    public int? CommitsUntilCrash { get; set; }

    /// <summary>Whether the commit in which the host crashes is on the disk afterwards.</summary>
    public bool KeepsLastCommit { get; set; }

    /// <summary>Called when <see cref="CommitsUntilCrash"/> has run out, after which the daemon must take no further effect.</summary>
    public Action? Crashed { get; set; }

    public long Commits { get; private set; }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket) =>
        _buckets.TryGetValue(bucket, out SortedDictionary<byte[], byte[]>? rows) ? [.. rows] : [];

    /// <summary>The rows of a bucket in the order of their keys, as they are now: for who looks while nothing is written.</summary>
    public IEnumerable<KeyValuePair<byte[], byte[]>> Rows(string bucket) =>
        _buckets.TryGetValue(bucket, out SortedDictionary<byte[], byte[]>? rows) ? rows : [];

    public void Commit(IReadOnlyCollection<StoreWrite> writes)
    {
        Take(writes, isSynced: !Lies);
        if (!Lies && !_isCut)
        {
            _unsynced.Clear();
        }
    }

    public void Write(IReadOnlyCollection<StoreWrite> writes) => Take(writes, isSynced: false);

    private void Take(IReadOnlyCollection<StoreWrite> writes, bool isSynced)
    {
        if (_isCut)
        {
            return;
        }

        if (IsFull)
        {
            throw new StoreException("the simulated disk is full");
        }

        Commits++;
        if (CommitsUntilCrash is { } left)
        {
            CommitsUntilCrash = left - 1;
            if (left <= 0)
            {
                CommitsUntilCrash = null;
                if (KeepsLastCommit)
                {
                    Apply(writes, isSynced);
                }

                _isCut = true;
                Crashed?.Invoke();
                return;
            }
        }

        Apply(writes, isSynced);
    }

    /// <summary>The daemon is gone; the next one may write again.</summary>
    public void Crash()
    {
        if (Lies)
        {
            LosePower();
        }

        CommitsUntilCrash = null;
        _isCut = false;
    }

    /// <summary>What was not synced is gone.</summary>
    public void LosePower()
    {
        for (int i = _unsynced.Count - 1; i >= 0; i--)
        {
            Put(_unsynced[i].Bucket, _unsynced[i].Key, _unsynced[i].Before);
        }

        _unsynced.Clear();
    }

    public void Sync() => _unsynced.Clear();

    /// <summary>A copy of what is on it now.</summary>
    public IReadOnlyDictionary<string, KeyValuePair<byte[], byte[]>[]> Snapshot() =>
        _buckets.ToDictionary(bucket => bucket.Key, bucket => bucket.Value.ToArray());

    /// <summary>Puts an older copy back, as a virtual machine's snapshot or a backup would.</summary>
    public void Restore(IReadOnlyDictionary<string, KeyValuePair<byte[], byte[]>[]> snapshot)
    {
        _buckets.Clear();
        _unsynced.Clear();
        foreach ((string bucket, KeyValuePair<byte[], byte[]>[] rows) in snapshot)
        {
            foreach ((byte[] key, byte[] value) in rows)
            {
                Put(bucket, key, value);
            }
        }
    }

    private void Apply(IEnumerable<StoreWrite> writes, bool isSynced)
    {
        foreach (StoreWrite write in writes.Where(write => write.Bucket != ForgottenBucket))
        {
            if (!isSynced)
            {
                _unsynced.Add((write.Bucket, write.Key, _buckets.GetValueOrDefault(write.Bucket)?.GetValueOrDefault(write.Key)));
            }

            Put(write.Bucket, write.Key, write.Value);
        }
    }

    private void Put(string bucket, byte[] key, byte[]? value)
    {
        if (!_buckets.TryGetValue(bucket, out SortedDictionary<byte[], byte[]>? rows))
        {
            _buckets[bucket] = rows = new(ByteOrder.Instance);
        }

        if (value is null)
        {
            rows.Remove(key);
        }
        else
        {
            rows[key] = value;
        }
    }

    private sealed class ByteOrder : IComparer<byte[]>
    {
        public static readonly ByteOrder Instance = new();

        public int Compare(byte[]? left, byte[]? right) => left.AsSpan().SequenceCompareTo(right);
    }
}
