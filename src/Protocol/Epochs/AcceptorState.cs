using MeshNet.Messages;

namespace MeshNet.Protocol.Epochs;

/// <summary>What a voter must never forget about the epoch that is being decided, and on which one it rests.</summary>
/// <param name="Base">The decided epoch before it; null before the first vote.</param>
public sealed record AcceptorState(EpochRecord? Base, Ballot Promised, Ballot AcceptedBallot, EpochRecord? Accepted)
{
    public static readonly AcceptorState None = new(null, Ballot.None, Ballot.None, null);

    /// <summary>The number of the epoch that is being decided.</summary>
    public ulong Number => (Base?.Number ?? 0) + 1;

    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Bytes(Base?.Encode() ?? []);
        Promised.Write(writer);
        AcceptedBallot.Write(writer);
        writer.Bytes(Accepted?.Encode() ?? []);
        return writer.ToArray();
    }

    public static AcceptorState Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(Epoch(reader.Bytes()), Ballot.Read(ref reader), Ballot.Read(ref reader), Epoch(reader.Bytes()));
    }

    private static EpochRecord? Epoch(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? null : EpochRecord.Decode(bytes);
}
