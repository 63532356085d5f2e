namespace MeshNet.Protocol.Mesh;

/// <summary>The brain's constants; <c>hocon/reference.conf</c> says why each is as it is.</summary>
public sealed record MeshSettings
{
    /// <summary>How often one random peer is asked whether its content is the same.</summary>
    public TimeSpan AntiEntropyInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Up to this many members a change is sent to each by its writer; above, down a tree.</summary>
    public int PushDirectLimit { get; init; } = 64;

    public int PushFanOut { get; init; } = 8;

    /// <summary>Over how many independent trees a change goes.</summary>
    public int PushRedundancy { get; init; } = 2;

    /// <summary>How long a deletion is remembered as a tombstone.</summary>
    public TimeSpan TombstoneRetention { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Where networks without <c>--subnet</c> get theirs.</summary>
    public Block AutomaticPool { get; init; } = new(0x0A000000, 8);

    /// <summary>The prefix length of an automatic subnet.</summary>
    public byte AutomaticPrefix { get; init; } = 24;

    /// <summary>Where this cluster begins to number its networks: derived from the cluster's id, so that two clusters on one underlay rarely meet (R18).</summary>
    public uint VniStart { get; init; } = 4096;

    /// <summary>How long a released address rests before it is used again (R4).</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an address or a pool that Docker asked for waits to be bound.</summary>
    public TimeSpan ReservationTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long one donor has to answer before the next is asked.</summary>
    public TimeSpan AskTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the first address of a network that has just been made waits for all live members to know it (R16).</summary>
    public TimeSpan AcknowledgeTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node that starts waits to hear what others hold of its log before it gives out anything (R9).</summary>
    public TimeSpan EchoTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>For simulations only.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>How long a request that waits for a block may wait in all.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the voter with the smallest id looks whether an epoch should admit or release somebody.</summary>
    public TimeSpan EpochInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a removed node that has ended its endpoints waits before it says so: its kernel has to follow first.</summary>
    public TimeSpan WithdrawalTime { get; init; } = TimeSpan.FromSeconds(2);
}
