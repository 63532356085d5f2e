using MeshNet.Actors.Transport;

namespace MeshNet.Node.Transport;

/// <summary>Accepts connections, up to a limit in total and from one address, and reads messages from each.</summary>
internal sealed class StreamListener : IDisposable
{
    private readonly PacketNetworkOptions _options;
    private readonly NetworkCounters _counters;
    private readonly InboundBudget _budget;
    private readonly Socket _socket;
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, int> _perAddress = [];
    private readonly HashSet<Task> _readers = [];

    public StreamListener(PacketNetworkOptions options, NetworkCounters counters)
    {
        _options = options;
        _counters = counters;
        _budget = new InboundBudget(options.InboundBytesMax);
        _socket = new Socket(options.Listen.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // .NET sets SO_REUSEADDR on Linux by itself: a restart need not wait for the former daemon's connections.
            _socket.Bind(options.Listen);
            _socket.Listen();
        }
        catch (SocketException trouble)
        {
            _socket.Dispose();
            throw PortException.Explain(options.Listen, "TCP", trouble);
        }
    }

    public async Task RunAsync(IPacketHandler handler, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Socket connection = await _socket.AcceptAsync(stop).ConfigureAwait(false);
                Admit(connection, handler, stop);
            }
            catch (SocketException) when (!stop.IsCancellationRequested)
            {
                // The peer was gone before it was accepted, or file descriptors are short: the pause keeps that from spinning.
                await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                break;
            }
        }

        await Task.WhenAll(Readers()).ConfigureAwait(false);
    }

    public void Dispose() => _socket.Dispose();

    private void Admit(Socket connection, IPacketHandler handler, CancellationToken stop)
    {
        IPEndPoint source = (IPEndPoint)connection.RemoteEndPoint!;
        lock (_gate)
        {
            int open = _perAddress.GetValueOrDefault(source.Address);
            if (_readers.Count >= _options.InboundMax || open >= _options.InboundPerAddressMax)
            {
                _counters.ConnectionRefused();
                connection.Dispose();
                return;
            }

            _perAddress[source.Address] = open + 1;
            _counters.Opened();
            StreamReader reader = new(connection, source, _options, _budget, _counters);
            Task reading = Task.Run(() => reader.RunAsync(handler, stop), CancellationToken.None);
            _readers.Add(reading);
            _ = reading.ContinueWith(
                done => Release(done, source.Address), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private void Release(Task reading, IPAddress address)
    {
        lock (_gate)
        {
            _readers.Remove(reading);
            int open = _perAddress[address] - 1;
            if (open == 0)
            {
                _perAddress.Remove(address);
            }
            else
            {
                _perAddress[address] = open;
            }
        }

        _counters.Closed();
    }

    private Task[] Readers()
    {
        lock (_gate)
        {
            return [.. _readers];
        }
    }
}
