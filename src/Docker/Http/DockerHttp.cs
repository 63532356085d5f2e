using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MeshNet.Docker.Http;

/// <summary>
/// One request, one answer, three kinds of failure. Paths carry no API version: the daemon then speaks its newest,
/// which outlives an upgrade of the daemon under a running MeshNet, and every field read here has been there since API 1.24.
/// </summary>
internal sealed class DockerHttp(string socketPath) : IDisposable
{
    private const int Connections = 32;
    private const int AnswerBytes = 64 << 20;

    private readonly HttpClient _client = UnixHttp.To(socketPath, Connections, AnswerBytes);

    public void Dispose() => _client.Dispose();

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Get, path, null, limit, cancellationToken);
        return Parse(answer, type, $"GET {path}");
    }

    public async Task<T> PostAsync<T>(
        string path, HttpContent body, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(HttpMethod.Post, path, body, limit, cancellationToken);
        return Parse(answer, type, $"POST {path}");
    }

    /// <summary>Sends and returns the answer's body; 2xx and 304 (nothing to do) are success.</summary>
    public async Task<byte[]> SendAsync(
        HttpMethod method, string path, HttpContent? body, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            using var request = new HttpRequestMessage(method, path) { Content = body };
            using var response = await _client.SendAsync(request, deadline.Token);
            await ThrowIfRefusedAsync(response, $"{method} {path}", deadline.Token);
            return await response.Content.ReadAsByteArrayAsync(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DockerTimeoutException($"{method} {path}", limit);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            throw Unavailable(failure);
        }
    }

    /// <summary>Sends a GET and returns the answer once its header is there; the body is a stream without end.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        HttpResponseMessage? response = null;
        try
        {
            response = await _client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            await ThrowIfRefusedAsync(response, $"GET {path}", deadline.Token);
            return response;
        }
        catch (Exception failure)
        {
            response?.Dispose();
            throw failure switch
            {
                OperationCanceledException when !cancellationToken.IsCancellationRequested =>
                    new DockerTimeoutException($"GET {path}", limit),
                HttpRequestException or IOException => Unavailable(failure),
                _ => failure,
            };
        }
    }

    /// <summary>Turns a broken connection into the sentence that names the socket and what to do.</summary>
    public DockerUnavailableException Unavailable(Exception failure) => new(socketPath, Explain(failure), failure);

    public static HttpContent Body<T>(T value, JsonTypeInfo<T> type)
    {
        // Not JsonContent: its chunked transfer has no length, and older daemons refuse a POST without one.
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private string Explain(Exception failure)
    {
        const string Remedy = "start Docker (systemctl start docker) or give the right path with --docker-socket.";
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException socket)
            {
                return socket.SocketErrorCode switch
                {
                    _ when !File.Exists(socketPath) => $"There is no Docker socket at {socketPath}: {Remedy}",
                    SocketError.ConnectionRefused => $"No Docker daemon listens on {socketPath}: {Remedy}",
                    SocketError.AccessDenied => $"Access to the Docker socket {socketPath} is denied: run as root.",
                    _ => $"The Docker socket {socketPath} cannot be used ({socket.Message}): {Remedy}",
                };
            }
        }

        return $"Docker broke the connection on {socketPath} off before its answer was complete ({failure.Message}): "
            + "it may be restarting; try again.";
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, string call, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
            return;

        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        throw new DockerApiException(response.StatusCode, RefusalOf(body, response.ReasonPhrase), call);
    }

    private static string RefusalOf(byte[] body, string? reason)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DockerJson.Default.ErrorResponse)?.Message ?? reason ?? "";
        }
        catch (JsonException)
        {
            // A proxy in front of the daemon answers in plain text; those words are then the message.
            return System.Text.Encoding.UTF8.GetString(body).Trim() is { Length: > 0 } text ? text : reason ?? "";
        }
    }

    private T Parse<T>(byte[] answer, JsonTypeInfo<T> type, string call)
    {
        try
        {
            return JsonSerializer.Deserialize(answer, type) ?? throw new JsonException("null");
        }
        catch (JsonException failure)
        {
            throw new DockerUnavailableException(
                socketPath, $"The answer to {call} on {socketPath} is not the Docker Engine's: {failure.Message}", failure);
        }
    }
}
