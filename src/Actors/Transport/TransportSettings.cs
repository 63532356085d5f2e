using MeshNet.Actors.Transport.Sealing;

namespace MeshNet.Actors.Transport;

/// <summary>Who this node is on the wire.</summary>
/// <param name="StartNonce">From a cryptographic source, new for each start: the keys of this start depend on it (R18).</param>
/// <param name="Port">The port that members listen on unless they say otherwise.</param>
public sealed record TransportSettings(ClusterKeys Keys, NodeId Self, ulong StartNonce, int Port)
{
    /// <summary>
    /// The largest datagram, in bytes, seal included; longer messages go by stream. The default fits an Ethernet frame of 1,500 bytes with
    /// IPv6 and UDP headers, and leaves room for tunnels below.
    /// </summary>
    public int DatagramBytesMax { get; init; } = 1400;
}
