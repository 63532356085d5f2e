namespace MeshNet.Messages;

/// <summary>Asks a voter to promise that it accepts nothing below this ballot for the epoch after <paramref name="Base"/> (R19).</summary>
/// <param name="Base">The newest decided epoch: a voter that has not heard of it must not forget it again once it votes on the next.</param>
public sealed record EpochPrepare(Ballot Ballot, EpochRecord Base) : IWireMessage
{
    public WireType Type => WireType.EpochPrepare;

    public ulong Number => Base.Number + 1;

    public void Write(WireWriter writer)
    {
        Ballot.Write(writer);
        writer.Bytes(Base.Encode());
    }

    public static EpochPrepare Read(ref WireReader reader) => new(Ballot.Read(ref reader), EpochRecord.Decode(reader.Bytes()));
}
