using MeshNet.Actors.Transport;

namespace MeshNet.Actors.Tests.Transport;

/// <summary>An underlay that keeps what is sent, and fails when the test says so.</summary>
internal sealed class FakePacketNetwork : IPacketNetwork
{
    private IPacketHandler? _handler;

    public List<byte[]> Sent { get; } = [];

    public int Starts { get; private set; }

    public bool FailNext { get; set; }

    public PacketNetworkStatus Status => PacketNetworkStatus.Empty;

    public void Start(IPacketHandler handler)
    {
        Starts++;
        _handler = handler;
    }

    public void SendDatagram(IPEndPoint to, ReadOnlyMemory<byte> packet)
    {
        Sent.Add(packet.ToArray());
        if (FailNext)
        {
            FailNext = false;
            throw new IOException("the network is broken");
        }
    }

    public void SendStream(IPEndPoint to, ReadOnlyMemory<byte> packet) => SendDatagram(to, packet);

    public void Arrive(PacketKind kind, IPEndPoint source, byte[] packet) => _handler!.Receive(kind, source, packet);
}
