namespace MeshNet.Actors.Transport;

/// <summary>The transport's running figures. For its thread only.</summary>
internal sealed class TransportCounters
{
    private readonly SortedDictionary<DropReason, long> _dropped = [];
    private long _datagramsSent;
    private long _datagramsReceived;
    private long _streamsSent;
    private long _streamsReceived;
    private long _bytesSent;
    private long _bytesReceived;

    public long WithoutAddress { get; set; }

    public long RejectsSent { get; set; }

    public void Sent(PacketKind kind, int bytes)
    {
        _bytesSent += bytes;
        _datagramsSent += kind == PacketKind.Datagram ? 1 : 0;
        _streamsSent += kind == PacketKind.Stream ? 1 : 0;
    }

    public void Received(PacketKind kind, int bytes)
    {
        _bytesReceived += bytes;
        _datagramsReceived += kind == PacketKind.Datagram ? 1 : 0;
        _streamsReceived += kind == PacketKind.Stream ? 1 : 0;
    }

    public void Drop(DropReason reason) => _dropped[reason] = _dropped.GetValueOrDefault(reason) + 1;

    public TransportStatus Snapshot(long overflowed, PacketNetworkStatus network)
    {
        ImmutableSortedDictionary<DropReason, long> dropped = _dropped.ToImmutableSortedDictionary();
        return new TransportStatus(
            _datagramsSent,
            _datagramsReceived,
            _streamsSent,
            _streamsReceived,
            _bytesSent,
            _bytesReceived,
            overflowed == 0 ? dropped : dropped.SetItem(DropReason.Overflow, dropped.GetValueOrDefault(DropReason.Overflow) + overflowed),
            WithoutAddress,
            RejectsSent,
            network);
    }
}
