namespace MeshNet.Actors.Edges;

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
