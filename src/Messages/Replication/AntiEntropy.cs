namespace MeshNet.Messages;

/// <summary>Opens an anti-entropy round: a hash over the content of all logs. Where it is equal nothing more is said.</summary>
public sealed record RootHash(ulong Hash) : IWireMessage
{
    public WireType Type => WireType.RootHash;

    public void Write(WireWriter writer) => writer.UInt64(Hash);

    public static RootHash Read(ref WireReader reader) => new(reader.UInt64());
}

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

/// <summary>
/// The states of all logs in some buckets. The receiver sends what it has above them, and pulls what it lacks.
/// </summary>
/// <param name="Buckets">A bit for each bucket that <paramref name="Logs"/> is complete for: a log missing there is not known at all.</param>
/// <param name="Reply">True in the answer to a digest, which is not answered with another.</param>
public sealed record Digest(ulong Buckets, bool Reply, ImmutableArray<LogState> Logs) : IWireMessage
{
    public WireType Type => WireType.Digest;

    public void Write(WireWriter writer)
    {
        writer.UInt64(Buckets);
        writer.Boolean(Reply);
        writer.Varint((ulong)Logs.Length);
        foreach (LogState log in Logs)
        {
            writer.Node(log.Owner);
            writer.Version(log.Watermark);
            writer.UInt64(log.ContentHash);
        }
    }

    public static Digest Read(ref WireReader reader)
    {
        ulong buckets = reader.UInt64();
        bool reply = reader.Boolean();
        int count = reader.Count(16 + 1 + 8);
        ImmutableArray<LogState>.Builder logs = ImmutableArray.CreateBuilder<LogState>(count);
        for (int i = 0; i < count; i++)
        {
            logs.Add(new(reader.Node(), reader.Version(), reader.UInt64()));
        }

        return new(buckets, reply, logs.MoveToImmutable());
    }
}

/// <summary>How far a replica of one log has come, and the hash of what it holds.</summary>
public readonly record struct LogState(NodeId Owner, LogVersion Watermark, ulong ContentHash);

/// <summary>Asks for a log above a version; with <paramref name="Whole"/> for all of it, because the content differs at an equal version (R11).</summary>
public sealed record LogPull(NodeId Owner, LogVersion Above, bool Whole) : IWireMessage
{
    public WireType Type => WireType.LogPull;

    public void Write(WireWriter writer)
    {
        writer.Node(Owner);
        writer.Version(Above);
        writer.Boolean(Whole);
    }

    public static LogPull Read(ref WireReader reader) => new(reader.Node(), reader.Version(), reader.Boolean());
}
