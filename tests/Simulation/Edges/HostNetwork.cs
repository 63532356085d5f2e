using MeshNet.Actors.Transport;

namespace MeshNet.Simulation.Edges;

/// <summary>One host's sockets.</summary>
internal sealed class HostNetwork(Underlay underlay, int index, IPEndPoint address) : IPacketNetwork
{
    private readonly SortedDictionary<int, TimeSpan> _streamsDue = [];

    public int Index { get; } = index;

    public IPEndPoint Address { get; set; } = address;

    /// <summary>Null while no daemon runs.</summary>
    public IPacketHandler? Handler { get; private set; }

    public long BytesSent { get; set; }

    public long BytesReceived { get; set; }

    public PacketNetworkStatus Status => PacketNetworkStatus.Empty;

    public void Start(IPacketHandler handler) => Handler = handler;

    /// <summary>The daemon is gone, or takes no further effect.</summary>
    public void Close() => Handler = null;

    public void SendDatagram(IPEndPoint to, ReadOnlyMemory<byte> packet) => Send(to, PacketKind.Datagram, packet);

    public void SendStream(IPEndPoint to, ReadOnlyMemory<byte> packet) => Send(to, PacketKind.Stream, packet);

    public TimeSpan StreamsDue(int receiver) => _streamsDue.GetValueOrDefault(receiver);

    public void SetStreamsDue(int receiver, TimeSpan due) => _streamsDue[receiver] = due;

    private void Send(IPEndPoint to, PacketKind kind, ReadOnlyMemory<byte> packet)
    {
        if (Handler is not null)
        {
            underlay.Send(this, to, kind, packet);
        }
    }
}
