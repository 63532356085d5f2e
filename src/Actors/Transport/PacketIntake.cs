using System.Buffers;

namespace MeshNet.Actors.Transport;

/// <summary>
/// The door between the sockets' threads and the transport's mailbox. Bounded in packets and in bytes (I8): what does not fit is dropped and counted,
/// as a full socket buffer would.
/// </summary>
internal sealed class PacketIntake(IActorRef transport) : IPacketHandler
{
    private const int PacketsMax = 16_384;

    /// <summary>Room for one stream of the largest size and plenty of datagrams.</summary>
    private const long BytesMax = IPacketNetwork.StreamBytesMax + (32 * 1024 * 1024);

    private int _packets;
    private long _bytes;
    private long _dropped;

    public long Dropped => Interlocked.Read(ref _dropped);

    public void Receive(PacketKind kind, IPEndPoint source, ReadOnlySpan<byte> packet)
    {
        if (Interlocked.Increment(ref _packets) > PacketsMax | Interlocked.Add(ref _bytes, packet.Length) > BytesMax)
        {
            Release(packet.Length);
            Interlocked.Increment(ref _dropped);
            return;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(packet.Length);
        packet.CopyTo(buffer);
        transport.Tell(new InboundPacket(kind, source, buffer, packet.Length), ActorRefs.NoSender);
    }

    /// <summary>The transport has read it.</summary>
    public void Done(InboundPacket packet)
    {
        packet.Return();
        Release(packet.Length);
    }

    private void Release(int bytes)
    {
        Interlocked.Decrement(ref _packets);
        Interlocked.Add(ref _bytes, -bytes);
    }
}

/// <summary>A packet on its way from the sockets to the transport, in a borrowed buffer.</summary>
internal sealed class InboundPacket(PacketKind kind, IPEndPoint source, byte[] buffer, int length)
{
    public PacketKind Kind => kind;

    public IPEndPoint Source => source;

    public int Length => length;

    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, length);

    public void Return() => ArrayPool<byte>.Shared.Return(buffer);
}
