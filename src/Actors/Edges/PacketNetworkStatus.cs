namespace MeshNet.Actors.Edges;

/// <summary>What the sockets have met since the start. Counters only rise.</summary>
public sealed record PacketNetworkStatus
{
    public static readonly PacketNetworkStatus Empty = new();

    /// <summary>Datagrams that the kernel refused to send: no route, no buffer space.</summary>
    public long DatagramsRefused { get; init; }

    /// <summary>Stream messages dropped because the peer's queue was full.</summary>
    public long StreamsOverflowed { get; init; }

    /// <summary>Stream messages dropped because no connection could be made or it broke.</summary>
    public long StreamsFailed { get; init; }

    /// <summary>Inbound connections refused because too many were open.</summary>
    public long ConnectionsRefused { get; init; }

    /// <summary>Inbound connections closed for a length out of range or for being too slow.</summary>
    public long ConnectionsCut { get; init; }

    /// <summary>Connections open now, in both directions.</summary>
    public int ConnectionsOpen { get; init; }
}
