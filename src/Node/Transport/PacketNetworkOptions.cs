namespace MeshNet.Node.Transport;

/// <summary>Where the sockets listen, and their bounds.</summary>
public sealed record PacketNetworkOptions
{
    public required IPEndPoint Listen { get; init; }

    /// <summary>For the kernel's queue of datagrams: 4 MiB hold a push from each of 1,000 members while the daemon is busy.</summary>
    public int ReceiveBufferBytes { get; init; } = 4 * 1024 * 1024;

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A connection on which nothing moves is closed.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From its first byte to its last a message must not take longer: a slow sender would hold memory and a connection.</summary>
    public TimeSpan MessageTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Inbound connections at once: one from each of 1,000 members, and some on their way out.</summary>
    public int InboundMax { get; init; } = 1200;

    /// <summary>Of those, from one address: members share none, save behind a router.</summary>
    public int InboundPerAddressMax { get; init; } = 16;

    /// <summary>Memory for all messages that are arriving, unopened as they are.</summary>
    public long InboundBytesMax { get; init; } = 256L * 1024 * 1024;

    /// <summary>Peers with an outgoing connection or queue at once.</summary>
    public int OutboundPeersMax { get; init; } = 4096;

    /// <summary>Messages that wait for one peer.</summary>
    public int QueuedMessagesMax { get; init; } = 1024;

    /// <summary>Bytes that wait for one peer.</summary>
    public long QueuedBytesMax { get; init; } = 128L * 1024 * 1024;
}
