using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using Docker.DotNet.NativeHttp;

namespace MeshNet.Node.DockerEvents;

/// <summary>Docker.DotNet over the engine's unix socket. Opens no connection before the first call; safe for concurrent use.</summary>
public static class EngineClient
{
    /// <summary>The most at a time: further requests wait for one, within their own time limit.</summary>
    private const int Connections = 32;

    /// <summary>
    /// No API version is asked for: the engine then speaks its newest, which outlives an upgrade of the engine under a running daemon,
    /// and every field that is read has been there since API 1.24.
    /// </summary>
    /// <param name="socketPath">The engine's socket; the host of the address below is never looked up.</param>
    public static DockerClient Open(string socketPath, EngineLimits? limits = null) => new DockerClientBuilder()
        .WithEndpoint(new Uri("http://docker"))
        .WithTimeout(Timeout.InfiniteTimeSpan)
        .WithAuthProvider(new Wrapping(socketPath, limits ?? new()))
        .WithTransportOptions(new NativeHttpTransportOptions
        {
            ConfigureHandler = handler =>
            {
                handler.UseProxy = false;
                handler.UseCookies = false;
                handler.AllowAutoRedirect = false;
                handler.MaxConnectionsPerServer = Connections;
                handler.ConnectCallback = async (_, cancellationToken) => await ConnectAsync(socketPath, cancellationToken);
            },
        })
        .Build();

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>The library lets its handler be wrapped here and nowhere else.</summary>
    private sealed class Wrapping(string socketPath, EngineLimits limits) : IAuthProvider
    {
        public bool TlsEnabled => false;

        public HttpMessageHandler ConfigureHandler(HttpMessageHandler handler) =>
            new EngineTransport(socketPath, limits) { InnerHandler = handler };
    }
}
