using System.Net.Sockets;

namespace MeshNet.Docker.Http;

/// <summary>HTTP over a unix socket.</summary>
internal static class UnixHttp
{
    /// <summary>A client whose every connection goes to <paramref name="socketPath"/>, whatever the request's host says.</summary>
    /// <param name="socketPath">The socket's path.</param>
    /// <param name="connections">
    /// The most connections at a time: further requests wait for one, within their own time limit.
    /// </param>
    /// <param name="answerBytes">The largest answer that is read; the event stream is not counted.</param>
    public static HttpClient To(string socketPath, int connections, int answerBytes) =>
        new(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxConnectionsPerServer = connections,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(socketPath, cancellationToken),
        })
        {
            BaseAddress = new Uri("http://docker"),
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = answerBytes,
        };

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
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
}
