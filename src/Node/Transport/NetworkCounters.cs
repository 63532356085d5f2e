using MeshNet.Actors.Transport;

namespace MeshNet.Node.Transport;

/// <summary>What the sockets' threads count together.</summary>
internal sealed class NetworkCounters
{
    private long _datagramsRefused;
    private long _streamsOverflowed;
    private long _streamsFailed;
    private long _connectionsRefused;
    private long _connectionsCut;
    private int _connectionsOpen;

    public PacketNetworkStatus Snapshot() => new()
    {
        DatagramsRefused = Interlocked.Read(ref _datagramsRefused),
        StreamsOverflowed = Interlocked.Read(ref _streamsOverflowed),
        StreamsFailed = Interlocked.Read(ref _streamsFailed),
        ConnectionsRefused = Interlocked.Read(ref _connectionsRefused),
        ConnectionsCut = Interlocked.Read(ref _connectionsCut),
        ConnectionsOpen = Volatile.Read(ref _connectionsOpen),
    };

    public void DatagramRefused() => Interlocked.Increment(ref _datagramsRefused);

    public void StreamOverflowed() => Interlocked.Increment(ref _streamsOverflowed);

    public void StreamsFailed(int count) => Interlocked.Add(ref _streamsFailed, count);

    public void ConnectionRefused() => Interlocked.Increment(ref _connectionsRefused);

    public void ConnectionCut() => Interlocked.Increment(ref _connectionsCut);

    public void Opened() => Interlocked.Increment(ref _connectionsOpen);

    public void Closed() => Interlocked.Decrement(ref _connectionsOpen);
}
