using System.Collections.Immutable;

namespace MeshNet.Messages;

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
        var logs = ImmutableArray.CreateBuilder<LogState>(count);
        for (int i = 0; i < count; i++)
        {
            logs.Add(new(reader.Node(), reader.Version(), reader.UInt64()));
        }

        return new(buckets, reply, logs.MoveToImmutable());
    }
}
