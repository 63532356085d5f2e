namespace MeshNet.Messages;

/// <summary>Asks a voter to accept an epoch under a ballot that a majority has promised.</summary>
/// <param name="Base">As in <see cref="EpochPrepare"/>, which this voter may have missed.</param>
public sealed record EpochAccept(Ballot Ballot, EpochRecord Base, EpochRecord Value) : IWireMessage
{
    public WireType Type => WireType.EpochAccept;

    public void Write(WireWriter writer)
    {
        Ballot.Write(writer);
        writer.Bytes(Base.Encode());
        writer.Bytes(Value.Encode());
    }

    public static EpochAccept Read(ref WireReader reader) =>
        new(Ballot.Read(ref reader), EpochRecord.Decode(reader.Bytes()), EpochRecord.Decode(reader.Bytes()));
}
