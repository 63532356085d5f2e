using System.Net;

namespace MeshNet.Actors.Edges;

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
