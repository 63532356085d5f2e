using MeshNet.Linux.Namespaces;

namespace MeshNet.Node.Names;

/// <summary>
/// Docker's own resolver in a sandbox. It listens on 127.0.0.11 at ports of the kernel's choice, which are looked up at the first
/// query and again whenever nobody answers there: a restarted dockerd listens elsewhere.
/// </summary>
internal sealed class EngineForwarder(NetworkNamespace sandbox) : IForwarder, IDisposable
{
    private static readonly IPAddress Address = IPAddress.Parse("127.0.0.11");

    private readonly SemaphoreSlim _opening = new(1);
    private DatagramChannel? _channel;
    private bool _closed;

    public Task<byte[]?> AskAsync(byte[] query, DnsTransport transport, CancellationToken cancellation) =>
        transport == DnsTransport.Datagram ? AskByDatagramAsync(query, cancellation) : AskByStreamAsync(query, cancellation);

    public void Dispose()
    {
        _closed = true;
        _channel?.Dispose();
    }

    private async Task<byte[]?> AskByDatagramAsync(byte[] query, CancellationToken cancellation)
    {
        // Twice: the first attempt may find out that the resolver has moved.
        for (int attempt = 0; attempt < 2; attempt++)
        {
            DatagramChannel? channel = await OpenChannelAsync(cancellation).ConfigureAwait(false);
            if (channel is null)
            {
                return null;
            }

            if (await channel.AskAsync(query, cancellation).ConfigureAwait(false) is { } reply)
            {
                return reply;
            }
        }

        return null;
    }

    private async Task<byte[]?> AskByStreamAsync(byte[] query, CancellationToken cancellation)
    {
        if (FindPort(ProtocolType.Tcp) is not { } port)
        {
            return null;
        }

        try
        {
            Socket socket = sandbox.CreateSocket(AddressFamily.InterNetwork, SocketType.Stream);
            return await DnsStream.ExchangeAsync(socket, new IPEndPoint(Address, port), query, cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // Gone since the look-up: to the asker, the same as if it had never been there.
            return null;
        }
    }

    private async Task<DatagramChannel?> OpenChannelAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _channel) is { IsBroken: false } open)
        {
            return open;
        }

        await _opening.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_channel is { IsBroken: false } opened)
            {
                return opened;
            }

            if (_closed || FindPort(ProtocolType.Udp) is not { } port)
            {
                return null;
            }

            Socket socket = sandbox.CreateSocket(AddressFamily.InterNetwork, SocketType.Dgram);
            await socket.ConnectAsync(new IPEndPoint(Address, port), cancellation).ConfigureAwait(false);
            DatagramChannel channel = new(socket);
            Volatile.Write(ref _channel, channel);
            if (_closed)
            {
                channel.Dispose();
            }

            return channel;
        }
        finally
        {
            _opening.Release();
        }
    }

    private int? FindPort(ProtocolType protocol)
    {
        string file = protocol == ProtocolType.Udp ? "/proc/thread-self/net/udp" : "/proc/thread-self/net/tcp";
        return SocketTable.FindPort(sandbox.Run(() => File.ReadAllText(file)), Address, protocol);
    }
}
