namespace MeshNet.Actors.Transport;

/// <summary>To the transport: answer with a <see cref="TransportStatus"/>.</summary>
public sealed record GetTransportStatus
{
    public static readonly GetTransportStatus Instance = new();
}

/// <summary>What the transport has done since its start. Counters only rise.</summary>
public sealed record TransportStatus(
    long DatagramsSent,
    long DatagramsReceived,
    long StreamsSent,
    long StreamsReceived,
    long BytesSent,
    long BytesReceived,
    ImmutableSortedDictionary<DropReason, long> Dropped,
    long WithoutAddress,
    long RejectsSent,
    PacketNetworkStatus Network);

/// <summary>Why an inbound packet was dropped (I6). Everything up to <see cref="Replayed"/> is dropped before any decoding.</summary>
public enum DropReason
{
    /// <summary>Shorter than a header and a tag.</summary>
    Truncated,

    /// <summary>Longer than its kind may be.</summary>
    TooLong,

    /// <summary>Another version of the sealing.</summary>
    UnknownVersion,

    /// <summary>Not the kind of packet that travels this way.</summary>
    WrongKind,

    /// <summary>The cluster tag is not ours: another cluster, or a wrong token.</summary>
    ForeignCluster,

    /// <summary>Sealed with a key that this node does not have (yet).</summary>
    UnknownKey,

    /// <summary>The tag says our cluster, the seal does not open: garbled on the way, or forged.</summary>
    NotAuthentic,

    /// <summary>Seen before, or too old to tell.</summary>
    Replayed,

    /// <summary>This node's own packet came back.</summary>
    OwnEcho,

    /// <summary>Authentic, but not a message that this version can read.</summary>
    Undecodable,

    /// <summary>No actor is registered for the type.</summary>
    NobodyListens,

    /// <summary>More arrived than the actors could take.</summary>
    Overflow,
}
