using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>The answer to a <see cref="RootHash"/> that differs: a hash for each of the 64 buckets that logs fall into by their owner's id.</summary>
public sealed record BucketHashes(ImmutableArray<ulong> Hashes) : IWireMessage
{
    public const int Count = 64;

    public WireType Type => WireType.BucketHashes;

    public void Write(WireWriter writer)
    {
        foreach (ulong hash in Hashes)
        {
            writer.UInt64(hash);
        }
    }

    public static BucketHashes Read(ref WireReader reader)
    {
        ulong[] hashes = new ulong[Count];
        for (int i = 0; i < Count; i++)
        {
            hashes[i] = reader.UInt64();
        }

        return new([.. hashes]);
    }

    /// <summary>The bucket that a node's log is in: ids are random, so their lowest bits spread evenly.</summary>
    public static int Of(NodeId node) => (int)(node.Value & (Count - 1));
}
