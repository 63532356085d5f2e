using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;

namespace MeshNet.Docker.Tests.Fakes;

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

    public FakeDaemon(Func<FakeRequest, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    public string SocketPath => Path.Combine(_folder, "docker.sock");

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    public static FakeDaemon Answering(int status, string body) =>
        new((_, stream, cancellationToken) => stream.WriteAsync(Response(status, body), cancellationToken).AsTask());

    public static byte[] Response(int status, string body) => Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public static byte[] ChunkedHead() =>
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();

    public static byte[] Chunk(string text) => Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    public DockerEngine Engine(DockerEngineOptions? options = null) =>
        new((options ?? new()) with { SocketPath = SocketPath });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
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
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _stop.Token) == 0)
                return null;

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n");
        var length = lines.Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            .Select(line => int.Parse(line[15..], System.Globalization.CultureInfo.InvariantCulture)).FirstOrDefault();
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, _stop.Token);
        var words = lines[0].Split(' ');
        return new(words[0], Uri.UnescapeDataString(words[1]), Encoding.UTF8.GetString(body));
    }
}
