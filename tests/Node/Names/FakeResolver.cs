using System.Collections.Concurrent;
using MeshNet.Linux.Namespaces;
using MeshNet.Node.Names;
using MeshNet.Protocol.Names;

namespace MeshNet.Node.Tests.Names;

/// <summary>A name server of a test, by UDP and TCP: Docker's own in a sandbox, or one of the outside.</summary>
internal sealed class FakeResolver : IDisposable
{
    private readonly Socket _datagrams;
    private readonly Socket _listener;
    private readonly Dictionary<string, string> _addresses;

    /// <param name="sandbox">Null: the host's namespace.</param>
    /// <param name="addresses">What it knows; other names do not exist.</param>
    public FakeResolver(NetworkNamespace? sandbox, string address, Dictionary<string, string> addresses, int port = 0)
    {
        _addresses = addresses;
        _datagrams = Open(sandbox, SocketType.Dgram);
        _datagrams.Bind(new IPEndPoint(IPAddress.Parse(address), port));
        EndPoint = (IPEndPoint)_datagrams.LocalEndPoint!;
        _listener = Open(sandbox, SocketType.Stream);
        // Docker's resolver has two different ports; an outside server has one.
        _listener.Bind(sandbox is null ? EndPoint : new IPEndPoint(EndPoint.Address, port));
        _listener.Listen();
        _ = ServeDatagramsAsync();
        _ = ServeStreamsAsync();
    }

    public IPEndPoint EndPoint { get; }

    public IPEndPoint StreamEndPoint => (IPEndPoint)_listener.LocalEndPoint!;

    /// <summary>Said of every query, where it is not null.</summary>
    public DnsResponseCode? Failure { get; set; }

    /// <summary>No query is answered.</summary>
    public bool Silent { get; set; }

    public ConcurrentQueue<string> Asked { get; } = [];

    public ConcurrentQueue<string> AskedByStream { get; } = [];

    public void Dispose()
    {
        _datagrams.Dispose();
        _listener.Dispose();
    }

    private static Socket Open(NetworkNamespace? sandbox, SocketType type) => sandbox is null
        ? new Socket(AddressFamily.InterNetwork, type, type == SocketType.Dgram ? ProtocolType.Udp : ProtocolType.Tcp)
        : sandbox.CreateSocket(AddressFamily.InterNetwork, type);

    private async Task ServeDatagramsAsync()
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (true)
            {
                SocketReceiveFromResult received = await _datagrams.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                if (Reply(buffer[..received.ReceivedBytes], Asked) is { } reply)
                {
                    await _datagrams.SendToAsync(reply, received.RemoteEndPoint);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task ServeStreamsAsync()
    {
        try
        {
            while (true)
            {
                using NetworkStream stream = new(await _listener.AcceptAsync(), ownsSocket: true);
                if (await DnsStream.ReadAsync(stream, CancellationToken.None) is { } message && Reply(message, AskedByStream) is { } reply)
                {
                    await DnsStream.WriteAsync(stream, reply, CancellationToken.None);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended.
        }
    }

    private byte[]? Reply(byte[] message, ConcurrentQueue<string> asked)
    {
        if (DnsQuery.Read(message, out DnsQuery query) != DnsQueryStatus.Valid)
        {
            return null;
        }

        asked.Enqueue(query.Question.Name);
        if (Silent)
        {
            return null;
        }

        byte[] reply = new byte[4096];
        if (Failure is { } failure)
        {
            return reply[..DnsReplyWriter.WriteFailure(message, query, failure, reply)];
        }

        NameAnswer answer = !_addresses.TryGetValue(query.Question.Name, out string? text) ? NameAnswer.NoSuchName
            : query.Question.Type == DnsType.A && Ipv4.TryParse(text, out uint address) ? NameAnswer.Of([address])
            : NameAnswer.NoData;
        return reply[..DnsReplyWriter.Write(message, query, answer, TimeSpan.FromMinutes(1), 0, 512, reply)];
    }
}
