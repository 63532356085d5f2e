using System.Net;
using MeshNet.Actors.Transport;

namespace MeshNet.Node.Transport;

/// <summary>The underlay over real sockets: UDP and TCP on one port.</summary>
public sealed class SocketPacketNetwork : IPacketNetwork, IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly NetworkCounters _counters = new();
    private readonly DatagramSocket _datagrams;
    private readonly StreamListener _listener;
    private readonly StreamSenders _senders;
    private readonly List<Task> _loops = [];

    /// <summary>Takes the port, so that a conflict is found before anything starts.</summary>
    /// <exception cref="PortException">The port is in use, or the address is not this machine's.</exception>
    public SocketPacketNetwork(PacketNetworkOptions options)
    {
        _datagrams = new DatagramSocket(options, _counters);
        IPEndPoint bound = new(options.Listen.Address, _datagrams.Port);
        try
        {
            _listener = new StreamListener(options with { Listen = bound }, _counters);
        }
        catch
        {
            _datagrams.Dispose();
            throw;
        }

        LocalEndPoint = bound;
        _senders = new StreamSenders(options, _counters, _stop.Token);
    }

    /// <summary>With the real port when port 0 was asked for.</summary>
    public IPEndPoint LocalEndPoint { get; }

    public PacketNetworkStatus Status => _counters.Snapshot();

    public void Start(IPacketHandler handler)
    {
        _loops.Add(_datagrams.RunAsync(handler, _stop.Token));
        _loops.Add(_listener.RunAsync(handler, _stop.Token));
    }

    public void SendDatagram(IPEndPoint to, ReadOnlyMemory<byte> packet) => _datagrams.Send(to, packet.Span);

    public void SendStream(IPEndPoint to, ReadOnlyMemory<byte> packet) => _senders.Send(to, packet);

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        await _stop.CancelAsync();
        _datagrams.Dispose();
        _listener.Dispose();
        await Task.WhenAll([.. _loops, _senders.Finished()]);
    }
}
