using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// Everything in <paramref name="Owner"/>'s log with a version in (<paramref name="Base"/>, <paramref name="To"/>] (R8). A replica
/// applies it only if it has all up to <paramref name="Base"/>; with <paramref name="Reset"/> it takes the place of the whole
/// replica, since tombstones that the replica would need are collected already.
/// </summary>
public sealed record LogDelta(NodeId Owner, LogVersion Base, LogVersion To, bool Reset, ImmutableArray<LogEntry> Entries)
    : IWireMessage
{
    public WireType Type => WireType.LogDelta;

    public void Write(WireWriter writer)
    {
        writer.Node(Owner);
        writer.Version(Base);
        writer.Version(To);
        writer.Boolean(Reset);
        writer.Varint((ulong)Entries.Length);
        foreach (LogEntry entry in Entries)
        {
            entry.Write(writer);
        }
    }

    public static LogDelta Read(ref WireReader reader)
    {
        NodeId owner = reader.Node();
        LogVersion from = reader.Version();
        LogVersion to = reader.Version();
        bool reset = reader.Boolean();
        int count = reader.Count(RecordKey.EncodedBytes + 2);
        var entries = ImmutableArray.CreateBuilder<LogEntry>(count);
        for (int i = 0; i < count; i++)
        {
            entries.Add(LogEntry.Read(ref reader));
        }

        return new(owner, from, to, reset, entries.MoveToImmutable());
    }
}
