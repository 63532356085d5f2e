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
