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

/// <summary>The daemon cannot listen where it should. The message is a sentence for the operator.</summary>
public sealed class PortException(string message, Exception cause) : Exception(message, cause)
{
    internal static PortException Explain(IPEndPoint wanted, string protocol, SocketException trouble) => new(
        trouble.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"{protocol} port {wanted.Port} is in use by another program (see 'ss -lpn sport = :{wanted.Port}'): stop it, or set meshnet.gossip-port "
                + "to another port on all hosts",
            SocketError.AddressNotAvailable =>
                $"{wanted.Address} is not an address of this machine (see 'ip -br address'): correct meshnet.listen-address",
            SocketError.AccessDenied => $"no permission to use {protocol} port {wanted.Port}: run meshnet as root",
            _ => $"cannot listen on {protocol} {wanted}: {trouble.Message}",
        },
        trouble);
}
