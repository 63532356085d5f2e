using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace MeshNet.Node.DockerEvents;

/// <summary>
/// What Docker.DotNet leaves to its caller: a time limit for each kind of call, a sentence for an engine that cannot be reached, and
/// the two places where the engine's JSON is more than the library can say or read.
/// </summary>
internal sealed class EngineTransport(string socketPath, EngineLimits limits) : DelegatingHandler
{
    private const string EventsPath = "/events";
    private const int AnswerBytes = 64 << 20;
    private const string Remedy = "start Docker (systemctl start docker) or give the right path with --docker-socket";

    /// <summary>Those that the library knows. It cannot read a container with any other.</summary>
    private static readonly string[] RestartPolicies = ["", "no", "always", "on-failure", "unless-stopped"];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        if (request.Method == HttpMethod.Post && path == "/networks/create")
        {
            await RefuseDuplicatesAsync(request, cancellationToken);
        }

        bool isRead = request.Method == HttpMethod.Get;
        bool isInspect = isRead && path.StartsWith("/containers/", StringComparison.Ordinal) && path != "/containers/json";
        TimeSpan limit = !isRead ? limits.Change : isInspect ? limits.Inspect : limits.Read;
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, deadline.Token);
            if (path != EventsPath || !response.IsSuccessStatusCode)
            {
                await response.Content.LoadIntoBufferAsync(AnswerBytes, deadline.Token);
            }

            if (isInspect && response.IsSuccessStatusCode)
            {
                await MakeReadableAsync(response, deadline.Token);
            }

            return response;
        }
        catch (Exception failure)
        {
            response?.Dispose();
            throw failure switch
            {
                OperationCanceledException when !cancellationToken.IsCancellationRequested => new TimeoutException(
                    $"Docker did not answer {request.Method} {path} within {limit.TotalSeconds:0.###} s: "
                    + "it may be waiting for a lock or for a network plugin; try again later", failure),
                HttpRequestException or IOException => new HttpRequestException(Explain(failure), failure),
                _ => failure,
            };
        }
    }

    /// <summary>Engines before API 1.44 make a second network of one name unless they are told this; later ones never do.</summary>
    private static async Task RefuseDuplicatesAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        JsonNode body = JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!;
        body["CheckDuplicate"] = true;
        request.Content = Json(body);
    }

    private static async Task MakeReadableAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        JsonObject? container = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)) as JsonObject;
        if (container?["HostConfig"] is not JsonObject host || host["RestartPolicy"] is not JsonObject policy)
        {
            return;
        }

        if (policy["Name"] is JsonValue name && name.TryGetValue(out string? word) && RestartPolicies.Contains(word))
        {
            return;
        }

        policy["Name"] = "";
        response.Content = Json(container);
    }

    private static ByteArrayContent Json(JsonNode node) => new(Encoding.UTF8.GetBytes(node.ToJsonString()))
    {
        Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
    };

    private string Explain(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is SocketException socket)
            {
                return $"not reachable at {socketPath}: " + socket.SocketErrorCode switch
                {
                    _ when !File.Exists(socketPath) => $"there is no such socket; {Remedy}",
                    SocketError.ConnectionRefused => $"no Docker daemon listens there; {Remedy}",
                    SocketError.AccessDenied => "access is denied; run as root",
                    _ => $"{socket.Message}; {Remedy}",
                };
            }
        }

        return $"Docker broke off the connection at {socketPath} before its answer was complete ({failure.Message}): "
            + "it may be restarting; try again";
    }
}
