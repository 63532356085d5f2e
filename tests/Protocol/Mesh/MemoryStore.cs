namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>A disk in memory that keeps its rows in the order of their keys, as the real one does.</summary>
internal sealed class MemoryStore
{
    private readonly SortedDictionary<(string Bucket, string Key), (byte[] Key, byte[] Value)> _rows = [];

    public void Commit(IEnumerable<StoreWrite> writes)
    {
        foreach (StoreWrite write in writes)
        {
            (string, string) key = (write.Bucket, Convert.ToHexString(write.Key));
            if (write.Value is null)
            {
                _rows.Remove(key);
            }
            else
            {
                _rows[key] = (write.Key, write.Value);
            }
        }
    }

    public MemoryStore Copy()
    {
        MemoryStore copy = new();
        foreach (((string Bucket, string Key) key, (byte[] Key, byte[] Value) value) in _rows)
        {
            copy._rows.Add(key, value);
        }

        return copy;
    }

    public IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket) =>
        [.. _rows.Where(row => row.Key.Bucket == bucket).Select(row => KeyValuePair.Create(row.Value.Key, row.Value.Value))];
}
