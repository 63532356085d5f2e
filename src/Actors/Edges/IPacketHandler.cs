using System.Net;

namespace MeshNet.Actors.Edges;

/// <summary>Takes what arrives from the underlay. Called from any thread; must not block.</summary>
public interface IPacketHandler
{
    /// <param name="kind">How it came: <see cref="PacketKind.Datagram"/> or <see cref="PacketKind.Stream"/>.</param>
    /// <param name="source">The sender's address; for a stream its port is ephemeral and no one listens there.</param>
    /// <param name="packet">Valid during the call only: the network reuses its buffers.</param>
    void Receive(PacketKind kind, IPEndPoint source, ReadOnlySpan<byte> packet);
}
