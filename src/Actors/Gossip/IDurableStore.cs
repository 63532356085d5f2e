using MeshNet.Protocol;

namespace MeshNet.Actors.Gossip;

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

/// <summary>The store could not keep what it was given. The message is a sentence for the person who typed the command.</summary>
public sealed class StoreException(string message, Exception? cause = null) : Exception(message, cause);
