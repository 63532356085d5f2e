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

/// <summary>A voter has promised a higher ballot: a proposer that is behind starts again above it.</summary>
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

/// <summary>The answer to someone who proposes, or acts by, an epoch that has passed: the newest decided one.</summary>
public sealed record EpochNews(EpochRecord Decided) : IWireMessage
{
    public WireType Type => WireType.EpochNews;

    public void Write(WireWriter writer) => writer.Bytes(Decided.Encode());

    public static EpochNews Read(ref WireReader reader) => new(EpochRecord.Decode(reader.Bytes()));
}
