using Akka.Actor;
using MeshNet.Actors.Gossip;
using MeshNet.Node.Management.Cluster;
using MeshNet.Node.Management.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Failure = MeshNet.Node.Management.Model.Failure;

namespace MeshNet.Node.Management;

/// <summary>Is told of each request that failed: its method and path, the status it was answered with, and the cause.</summary>
public delegate void RequestFailed(string request, int status, Exception cause);

/// <summary>
/// Answers whatever goes wrong in a request, from a misspelt path to a defect of ours: with a status that says of which kind it is and a
/// sentence, in the form of the API that was asked.
/// </summary>
internal sealed class RequestFailures(RequestFailed failed)
{
    public void Use(IApplicationBuilder application) => application.Use(next => context => GuardAsync(context, next));

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 })
            {
                await WriteAsync(context, context.Response.StatusCode, Unrouted(context)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who asked has gone, and nobody is left to read an answer.
        }
        catch (Exception error)
        {
            (int status, string sentence) = Describe(error);
            failed($"{context.Request.Method} {context.Request.Path}", status, error);
            if (context.Response.HasStarted)
            {
                // Half an answer must not look like a whole one.
                context.Abort();
                return;
            }

            await WriteAsync(context, status, sentence).ConfigureAwait(false);
        }
    }

    private static (int Status, string Sentence) Describe(Exception error) => error switch
    {
        ControlException refused => (refused.Status, refused.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, $"the body is too large: send at most {ManagementServer.BodyBytesMax} bytes"),
        BadHttpRequestException unreadable => (unreadable.StatusCode, $"the request cannot be read: {unreadable.Message}"),
        AskTimeoutException => (StatusCodes.Status504GatewayTimeout, "a part of the daemon gave no answer in time: see 'meshnet status' for which, and the daemon's log for why"),
        StoreException refused => (StatusCodes.Status503ServiceUnavailable, refused.Message),
        _ => (StatusCodes.Status500InternalServerError,
            $"the daemon failed because of a bug ({error.GetType().Name}: {error.Message}): see its log, and please report it"),
    };

    /// <summary>What the routing refused by itself.</summary>
    private static string Unrouted(HttpContext context)
    {
        HttpRequest request = context.Request;
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound =>
                $"there is no route {request.Path}: docs/operations.md lists them; changes to the mesh go through the daemon's own socket",
            StatusCodes.Status405MethodNotAllowed => $"{request.Path} takes {context.Response.Headers.Allow}, not {request.Method}",
            int status => $"{request.Method} {request.Path} is answered with {status}",
        };
    }

    private static Task WriteAsync(HttpContext context, int status, string sentence)
    {
        HttpResponse response = context.Response;
        PathString path = context.Request.Path;
        response.StatusCode = status;
        if (path.StartsWithSegments("/cluster", StringComparison.Ordinal))
        {
            return response.WriteAsJsonAsync(new ClusterMessage(sentence), ClusterJson.Sentences.ClusterMessage, cancellationToken: context.RequestAborted);
        }

        if (ClusterRoutes.IsHealthCheck(path))
        {
            response.ContentType = ClusterRoutes.PlainText;
            return response.WriteAsync($"Health Check Failed: {sentence}", context.RequestAborted);
        }

        return response.WriteAsJsonAsync(new Failure(sentence), ModelJson.Sentences.Failure, cancellationToken: context.RequestAborted);
    }
}
