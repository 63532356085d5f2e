namespace MeshNet.Messages;

/// <summary>
/// A change on its way to everyone at once. The receiver passes it on to the members whose keys under <paramref name="Seed"/> lie in
/// [<paramref name="From"/>, <paramref name="To"/>]: a tree that is random per message, and needs no agreed list of members (R23).
/// An empty range (From above To) asks for no relay.
/// </summary>
public sealed record Push(LogDelta Delta, ulong Seed, ulong From, ulong To) : IWireMessage
{
    public LaterFields Later { get; init; }

    public WireType Type => WireType.Push;

    public void Write(WireWriter writer)
    {
        writer.UInt64(Seed);
        writer.UInt64(From);
        writer.UInt64(To);
        Delta.Write(writer);
        Later.Write(writer);
    }

    public static Push Read(ref WireReader reader)
    {
        ulong seed = reader.UInt64();
        ulong from = reader.UInt64();
        ulong to = reader.UInt64();
        LogDelta delta = LogDelta.Read(ref reader);
        return new(delta, seed, from, to) { Later = LaterFields.Read(ref reader) };
    }
}

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
        ImmutableArray<LogEntry>.Builder entries = ImmutableArray.CreateBuilder<LogEntry>(count);
        for (int i = 0; i < count; i++)
        {
            entries.Add(LogEntry.Read(ref reader));
        }

        return new(owner, from, to, reset, entries.MoveToImmutable());
    }
}

/// <summary>
/// One record of a log at one version; a null value is a tombstone. The value is opaque here and relayed as it came, so that a
/// node passes on fields it does not know (R11).
/// </summary>
public sealed record LogEntry(RecordKey Key, LogVersion Version, byte[]? Value)
{
    /// <summary>An entry's size on the wire, nearly: what deltas are cut by.</summary>
    public int EncodedBytes => RecordKey.EncodedBytes + 8 + (Value?.Length ?? 0);

    public void Write(WireWriter writer)
    {
        Key.Write(writer);
        writer.Version(Version);
        writer.Boolean(Value is not null);
        if (Value is not null)
        {
            writer.Bytes(Value);
        }
    }

    public static LogEntry Read(ref WireReader reader)
    {
        RecordKey key = RecordKey.Read(ref reader);
        LogVersion version = reader.Version();
        return new(key, version, reader.Boolean() ? reader.Bytes().ToArray() : null);
    }
}
