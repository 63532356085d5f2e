namespace MeshNet.Messages;

/// <summary>A message between two nodes. It travels inside a sealed datagram or, when it is too large for one, a sealed stream.</summary>
public interface IWireMessage
{
    WireType Type { get; }

    void Write(WireWriter writer);
}

/// <summary>The first byte of every message. Numbers are never reused: a node of another version must not misread them.</summary>
public enum WireType : byte
{
    // Membership: 1 … 31.
    Probe = 1,
    ProbeAck = 2,
    ProbeNack = 3,
    ProbeRequest = 4,
    JoinRequest = 5,
    JoinAccept = 6,
    MemberNews = 7,
    MemberSync = 8,
    IdentityConflict = 9,
    RemovalNotice = 10,

    // Replication: 32 … 63.
    Push = 32,
    RootHash = 33,
    BucketHashes = 34,
    Digest = 35,
    LogDelta = 36,
    LogPull = 37,

    // Ownership: 64 … 95.
    BlockAsk = 64,
    BlockAnswer = 65,

    // Epochs: 96 … 127.
    EpochPrepare = 96,
    EpochPromise = 97,
    EpochAccept = 98,
    EpochAccepted = 99,
    EpochRejected = 100,
    EpochNews = 101,

    // Diagnosis: 128 … 159.
    PathAsk = 128,
    PathAnswer = 129,
}
