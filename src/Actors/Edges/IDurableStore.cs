using MeshNet.Protocol;

namespace MeshNet.Actors.Edges;

/// <summary>
/// The node's own disk: rows of bytes under bytes, in named buckets. A commit is atomic, and when it returns it survives a power
/// cut: whatever a node promises to others it has committed before.
/// </summary>
public interface IDurableStore
{
    /// <summary>Every row of a bucket in the order of its keys.</summary>
    IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket);

    /// <exception cref="StoreException">Nothing was written: the disk is full, read-only or broken; the message says which and where.</exception>
    void Commit(IReadOnlyCollection<StoreWrite> writes);
}
