namespace MeshNet.Messages;

/// <summary>A voter's promise, and what it has accepted already: that may be decided, and must be proposed again.</summary>
/// <param name="AcceptedBallot"><see cref="Ballot.None"/> when it has accepted nothing.</param>
public sealed record EpochPromise(ulong Number, Ballot Ballot, Ballot AcceptedBallot, EpochRecord? Accepted) : IWireMessage
{
    public WireType Type => WireType.EpochPromise;

    public void Write(WireWriter writer)
    {
        writer.Varint(Number);
        Ballot.Write(writer);
        AcceptedBallot.Write(writer);
        writer.Boolean(Accepted is not null);
        if (Accepted is not null)
        {
            writer.Bytes(Accepted.Encode());
        }
    }

    public static EpochPromise Read(ref WireReader reader)
    {
        ulong number = reader.Varint();
        Ballot ballot = Ballot.Read(ref reader);
        Ballot accepted = Ballot.Read(ref reader);
        return new(number, ballot, accepted, reader.Boolean() ? EpochRecord.Decode(reader.Bytes()) : null);
    }
}
