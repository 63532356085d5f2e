using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MeshNet.Node.Management.Model;

namespace MeshNet.Node.Cli;

/// <summary>Talks to the daemon of this host over its unix socket.</summary>
public sealed class DaemonClient : IDisposable
{
    /// <summary>Longer than the longest that the daemon takes for anything, so that it is the daemon who says what took too long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    private readonly HttpClient _http;
    private readonly string _socketPath;

    public DaemonClient(string socketPath)
    {
        _socketPath = socketPath;
        SocketsHttpHandler handler = new() { ConnectCallback = ConnectAsync, UseProxy = false };
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://meshnet"), Timeout = Patience };
    }

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), type, cancellation);

    public Task<Answer> PostAsync<T>(string path, T body, JsonTypeInfo<T> type, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, type) }, ModelJson.Default.Answer, cancellation);

    public Task<Answer> PostAsync(string path, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path), ModelJson.Default.Answer, cancellation);

    public Task<Answer> DeleteAsync(string path, CancellationToken cancellation) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Delete, path), ModelJson.Default.Answer, cancellation);

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        try
        {
            using (request)
            {
                using HttpResponseMessage response = await _http.SendAsync(request, cancellation).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    throw new CliException(await ReasonAsync(response, cancellation).ConfigureAwait(false));
                }

                return await response.Content.ReadFromJsonAsync(type, cancellation).ConfigureAwait(false)
                    ?? throw new CliException("the daemon's answer was empty: see its log");
            }
        }
        catch (HttpRequestException error)
        {
            throw new CliException(Unreached(error));
        }
        catch (JsonException error)
        {
            throw new CliException(
                $"the daemon at {_socketPath} does not speak this meshnet's language ({error.Message}): if it is another version, restart it");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CliException($"the daemon at {_socketPath} did not answer within {Patience.TotalSeconds:0} s: see its log");
        }
    }

    private string Unreached(HttpRequestException error) => error.InnerException switch
    {
        // .NET knows no name for ENOENT at a socket and says "cannot assign requested address".
        SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable } =>
            $"the meshnet daemon is not running on this host, or is still starting (nobody listens at {_socketPath}): "
            + "start it with 'systemctl start meshnet', or with 'meshnet node' as root",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"only root may use the daemon's socket {_socketPath}: put 'sudo' before the command",
        _ => $"the daemon at {_socketPath} broke off before it answered ({error.InnerException?.Message ?? error.Message}): "
            + "see its log, and check with 'meshnet status' whether the command took effect",
    };

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string body = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return body.Length == 0
            ? $"the daemon answered {(int)response.StatusCode} without a reason: see its log"
            : JsonSerializer.Deserialize(body, ModelJson.Default.Failure)?.Error ?? body;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socketPath), cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
