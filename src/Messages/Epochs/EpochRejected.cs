namespace MeshNet.Messages;

/// <summary>A voter has promised a higher ballot: whoever is behind begins again above it.</summary>
public sealed record EpochRejected(ulong Number, Ballot Ballot, Ballot Promised) : IWireMessage
{
    public WireType Type => WireType.EpochRejected;

    public void Write(WireWriter writer)
    {
        writer.Varint(Number);
        Ballot.Write(writer);
        Promised.Write(writer);
    }

    public static EpochRejected Read(ref WireReader reader) =>
        new(reader.Varint(), Ballot.Read(ref reader), Ballot.Read(ref reader));
}
