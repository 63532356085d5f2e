using System.Text;
using MeshNet.Node.Plugin;

namespace MeshNet.Node.Tests.Plugin;

/// <summary>A plugin server on a socket of its own, and a client as dockerd is one.</summary>
internal sealed class PluginHarness : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mn-plugin-").FullName;
    private readonly HttpClient _client;
    private PluginServer? _server;

    public PluginHarness() => _client = new HttpClient(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) => new NetworkStream(await ConnectAsync(cancellationToken), ownsSocket: true),
    });

    public string SocketPath => Path.Combine(_folder, "plugins", "meshnet.sock");

    public RecordingHandler Handler { get; init; } = new();

    public async Task StartAsync(int? inherited = null) => _server = await PluginServer.StartAsync(
        new() { SocketPath = SocketPath, InheritedDescriptor = inherited },
        Handler,
        (method, defect) => Assert.Fail($"{method}: {defect}"),
        CancellationToken.None);

    public async Task StopAsync()
    {
        await _server!.StopAsync(CancellationToken.None);
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>Calls as dockerd does: POST, no content type.</summary>
    public async Task<(int Status, string? ContentType, string Body)> CallAsync(string method, byte[] body, HttpMethod? verb = null)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(20));
        using HttpRequestMessage request = new(verb ?? HttpMethod.Post, $"http://plugin.moby.localhost/{method}")
        {
            Content = new ByteArrayContent(body),
        };
        using HttpResponseMessage response = await _client.SendAsync(request, deadline.Token);
        return ((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(),
            await response.Content.ReadAsStringAsync(deadline.Token));
    }

    public Task<(int Status, string? ContentType, string Body)> CallAsync(string method, string body) =>
        CallAsync(method, Encoding.UTF8.GetBytes(body));

    /// <summary>Sends bytes as they are, then perhaps the end of the stream, and reads until the server closes.</summary>
    public async Task<string> SendRawAsync(byte[] bytes, bool thenEnd = true)
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(20));
        using Socket socket = await ConnectAsync(deadline.Token);
        await using NetworkStream stream = new(socket);
        await stream.WriteAsync(bytes, deadline.Token);
        if (thenEnd)
        {
            socket.Shutdown(SocketShutdown.Send);
        }

        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_server is not null)
        {
            await StopAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(SocketPath), cancellationToken);
        return socket;
    }
}
