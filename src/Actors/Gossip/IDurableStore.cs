using MeshNet.Protocol;

namespace MeshNet.Actors.Gossip;

/// <summary>
/// The node's own disk: rows of bytes under bytes, in named buckets. Whatever a node promises to others it has committed before, and what it
/// tells its own host's Docker it has written before (R6).
/// </summary>
public interface IDurableStore : IBlockingEdge
{
    /// <summary>Every row of a bucket in the order of its keys.</summary>
    IEnumerable<KeyValuePair<byte[], byte[]>> Read(string bucket);

    /// <summary>All of the rows or none; when it returns, they and all before them survive a power cut.</summary>
    /// <exception cref="StoreException">Nothing was written: the disk is full, read-only or broken; the message says which and where.</exception>
    void Commit(IReadOnlyCollection<StoreWrite> writes);

    /// <summary>
    /// All of the rows or none; when it returns, they survive the daemon, and a power cut only from the next <see cref="Commit"/> on.
    /// </summary>
    /// <exception cref="StoreException">As for <see cref="Commit"/>.</exception>
    void Write(IReadOnlyCollection<StoreWrite> writes);
}

/// <summary>The store could not keep what it was given. The message is a sentence for the person who typed the command.</summary>
public sealed class StoreException(string message, Exception? cause = null) : Exception(message, cause);
