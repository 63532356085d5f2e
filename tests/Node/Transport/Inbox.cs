using System.Collections.Concurrent;
using MeshNet.Actors.Transport;

namespace MeshNet.Node.Tests.Transport;

/// <summary>Keeps what arrives, for a test to wait for.</summary>
internal sealed class Inbox : IPacketHandler
{
    private readonly BlockingCollection<(PacketKind Kind, IPEndPoint Source, byte[] Bytes)> _packets = [];

    public void Receive(PacketKind kind, IPEndPoint source, ReadOnlySpan<byte> packet) => _packets.Add((kind, source, packet.ToArray()));

    public (PacketKind Kind, IPEndPoint Source, byte[] Bytes) Next()
    {
        Assert.True(_packets.TryTake(out (PacketKind, IPEndPoint, byte[]) packet, TimeSpan.FromSeconds(10)), "nothing arrived within 10 s");
        return packet;
    }

    public bool IsEmpty => _packets.Count == 0;
}
