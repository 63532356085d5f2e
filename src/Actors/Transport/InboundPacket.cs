using System.Buffers;
using System.Net;
using MeshNet.Actors.Edges;

namespace MeshNet.Actors.Transport;

/// <summary>A packet on its way from the sockets to the transport, in a borrowed buffer.</summary>
internal sealed class InboundPacket(PacketKind kind, IPEndPoint source, byte[] buffer, int length)
{
    public PacketKind Kind => kind;

    public IPEndPoint Source => source;

    public int Length => length;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    public void Return() => ArrayPool<byte>.Shared.Return(buffer);
}
