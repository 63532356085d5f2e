using System.Collections.Concurrent;
using System.Text;
using Docker.DotNet;
using MeshNet.Node.DockerEvents;

namespace MeshNet.Node.Tests.DockerEvents;

/// <summary>
/// A daemon whose answers are written byte by byte by the test, so that it can also answer late, half, or with nonsense.
/// </summary>
internal sealed class FakeDaemon : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mn-docker-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<FakeRequest, Stream, CancellationToken, Task> _answer;
    private readonly Task _accepting;
    private readonly List<DockerClient> _clients = [];
    private int _connections;

    public FakeDaemon(Func<FakeRequest, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string SocketPath => Path.Combine(_folder, "docker.sock");

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    /// <summary>How many it has taken so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static FakeDaemon Answering(int status, string body) =>
        new((_, stream, cancellationToken) => stream.WriteAsync(Response(status, body), cancellationToken).AsTask());

    public static byte[] Response(int status, string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static byte[] ChunkedHead() =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();

    public static byte[] Chunk(string text) => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    /// <summary>The product's own way to this daemon.</summary>
    public EngineEdge Engine(EngineLimits? limits = null)
    {
        DockerClient client = EngineClient.Open(SocketPath, limits);
        _clients.Add(client);
        return new(client, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                Socket accepted = await _listener.AcceptAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                connections.Add(ServeAsync(accepted));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using NetworkStream stream = new(socket, ownsSocket: true);
        try
        {
            while (await ReadAsync(stream) is { } request)
            {
                Requests.Enqueue(request);
                await _answer(request, stream, _stop.Token);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException)
        {
            // The client hung up, the test is over, or the answer was to break off: the connection closes.
        }
    }

    private async Task<FakeRequest?> ReadAsync(NetworkStream stream)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        string[] lines = head.ToString().Split("\r\n");
        int length = lines.Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        byte[] body = new byte[length];
        await stream.ReadExactlyAsync(body, _stop.Token);
        string[] words = lines[0].Split(' ');
        return new(words[0], words[1], Encoding.UTF8.GetString(body));
    }
}

/// <param name="RawTarget">As it came; <see cref="Target"/> is without escapes.</param>
internal sealed record FakeRequest(string Method, string RawTarget, string Body)
{
    public string Target => Uri.UnescapeDataString(RawTarget);

    public string Line => $"{Method} {Target}";

    public string RawLine => $"{Method} {RawTarget}";
}
