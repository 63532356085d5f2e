using MeshNet.Actors.Gossip;
using MeshNet.Protocol;

namespace MeshNet.Actors.Tests.Support;

/// <summary>A disk in memory that outlives the actors, can be copied, and takes nothing while the test says so.</summary>
internal sealed class FakeStore : IDurableStore
{
    private readonly SortedDictionary<(string Bucket, string Key), StoreWrite> _rows = [];

    public bool IsFull { get; set; }

    /// <summary>Of them, each is a sync of the disk.</summary>
    public int Commits { get; private set; }

    public int Writes { get; private set; }

    /// <summary>Called in the middle of each commit, on the thread of who commits.</summary>
    public Action? Committing { get; set; }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket) =>
        [.. _rows.Values.Where(row => row.Bucket == bucket).Select(row => KeyValuePair.Create(row.Key, row.Value!))];

    public void Commit(IReadOnlyCollection<StoreWrite> writes)
    {
        Committing?.Invoke();
        Take(writes);
        Commits++;
    }

    public void Write(IReadOnlyCollection<StoreWrite> writes)
    {
        Take(writes);
        Writes++;
    }

    public FakeStore Copy()
    {
        FakeStore copy = new();
        copy.Take(_rows.Values);
        return copy;
    }

    private void Take(IReadOnlyCollection<StoreWrite> writes)
    {
        if (IsFull)
        {
            throw new StoreException("the disk is full");
        }

        foreach (StoreWrite write in writes)
        {
            (string, string) key = (write.Bucket, Convert.ToHexString(write.Key));
            if (write.Value is null)
            {
                _rows.Remove(key);
            }
            else
            {
                _rows[key] = write;
            }
        }
    }
}
