namespace MeshNet.Actors.Transport;

/// <summary>
/// The underlay: moves sealed bytes between addresses, may lose, delay, double and reorder them. The node implements it over
/// sockets, the simulator over a queue. Sending never blocks and never fails to the caller; losses are counted.
/// </summary>
public interface IPacketNetwork
{
    /// <summary>The largest sealed message that a stream carries.</summary>
    const int StreamBytesMax = 64 * 1024 * 1024;

    PacketNetworkStatus Status { get; }

    /// <summary>Begins to deliver. Called once, before anything is sent.</summary>
    void Start(IPacketHandler handler);

    /// <summary>Sends one UDP datagram; the bytes are taken before the call returns.</summary>
    void SendDatagram(IPEndPoint to, ReadOnlyMemory<byte> packet);

    /// <summary>Queues one message for the TCP connection to the peer; the memory belongs to the network from now on.</summary>
    void SendStream(IPEndPoint to, ReadOnlyMemory<byte> packet);
}

/// <summary>Takes what arrives from the underlay. Called from any thread; must not block.</summary>
public interface IPacketHandler
{
    /// <param name="kind">How it came: <see cref="PacketKind.Datagram"/> or <see cref="PacketKind.Stream"/>.</param>
    /// <param name="source">The sender's address; for a stream its port is ephemeral and no one listens there.</param>
    /// <param name="packet">Valid during the call only: the network reuses its buffers.</param>
    void Receive(PacketKind kind, IPEndPoint source, ReadOnlySpan<byte> packet);
}

/// <summary>How a sealed message travels. Each kind has keys of its own, so that one cannot be passed off as the other.</summary>
public enum PacketKind : byte
{
    /// <summary>One UDP datagram: small, may be lost.</summary>
    Datagram = 0,

    /// <summary>One length-prefixed message on a TCP connection: up to <see cref="IPacketNetwork.StreamBytesMax"/>.</summary>
    Stream = 1,

    /// <summary>The unsealed hint "I cannot open what you sent", never larger than what it answers.</summary>
    Reject = 2,
}

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
