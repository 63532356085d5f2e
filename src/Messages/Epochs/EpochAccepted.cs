namespace MeshNet.Messages;

/// <summary>A voter has accepted, and has it on disk.</summary>
public sealed record EpochAccepted(ulong Number, Ballot Ballot) : IWireMessage
{
    public WireType Type => WireType.EpochAccepted;

    public void Write(WireWriter writer)
    {
        writer.Varint(Number);
        Ballot.Write(writer);
    }

    public static EpochAccepted Read(ref WireReader reader) => new(reader.Varint(), Ballot.Read(ref reader));
}
