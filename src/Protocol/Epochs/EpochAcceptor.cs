using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Epochs;

/// <summary>
/// The voter's side of single-decree Paxos. Every promise is on disk before it is sent (R6). One row is enough: an attempt at epoch
/// n + 1 shows that epoch n is decided, and brings it along.
/// </summary>
public sealed class EpochAcceptor(Outbox outbox)
{
    private static readonly byte[] Key = [0];

    private AcceptorState _state = AcceptorState.None;

    /// <summary>The decided epoch that the last vote rested on: perhaps nobody else who knows it is left.</summary>
    public EpochRecord? Base => _state.Base;

    /// <summary>What this voter has accepted for the epoch of this number, whether or not it is decided by now.</summary>
    public EpochRecord? AcceptedFor(ulong number) => _state.Number == number ? _state.Accepted : null;

    public void Load(ReadBucket read)
    {
        foreach ((_, byte[] value) in read(Buckets.Ballot))
        {
            _state = AcceptorState.Decode(value);
        }
    }

    /// <summary>The answer, or null when the proposer is behind.</summary>
    public IWireMessage? Receive(EpochPrepare prepare)
    {
        if (prepare.Number < _state.Number)
        {
            return null;
        }

        AcceptorState state = After(prepare.Base);
        if (prepare.Ballot < state.Promised)
        {
            return new EpochRejected(prepare.Number, prepare.Ballot, state.Promised);
        }

        Keep(state with { Promised = prepare.Ballot });
        return new EpochPromise(prepare.Number, prepare.Ballot, state.AcceptedBallot, state.Accepted);
    }

    /// <summary>The answer, or null when the proposer is behind.</summary>
    public IWireMessage? Receive(EpochAccept accept)
    {
        ulong number = accept.Value.Number;
        if (number < _state.Number)
        {
            return null;
        }

        AcceptorState state = After(accept.Base);
        if (accept.Ballot < state.Promised)
        {
            return new EpochRejected(number, accept.Ballot, state.Promised);
        }

        Keep(new AcceptorState(state.Base, accept.Ballot, accept.Ballot, accept.Value));
        return new EpochAccepted(number, accept.Ballot);
    }

    private AcceptorState After(EpochRecord decided) =>
        _state.Base is not null && decided.Number + 1 == _state.Number ? _state : AcceptorState.None with { Base = decided };

    private void Keep(AcceptorState state)
    {
        if (state != _state)
        {
            _state = state;
            outbox.Write(Buckets.Ballot, Key, state.Encode());
        }
    }
}

/// <summary>What a voter must never forget about the epoch that is being decided, and the epoch that it follows.</summary>
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
