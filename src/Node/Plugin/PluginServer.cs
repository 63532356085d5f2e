using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace MeshNet.Node.Plugin;

/// <summary>
/// Docker's plugin protocol on a unix socket. dockerd sends a POST without a content type, so the body is read raw; the
/// answers are made by <see cref="PluginDispatcher"/>.
/// </summary>
public sealed class PluginServer : IAsyncDisposable
{
    /// <summary>The largest request that is read: dockerd's largest carries a container's port map, some kilobytes.</summary>
    public const int MaxRequestBytes = 1 << 20;

    private const string ContentType = "application/vnd.docker.plugins.v1.2+json";
    private const int MaxConnections = 1024;

    private readonly WebApplication _application;

    private PluginServer(WebApplication application) => _application = application;

    /// <summary>Listens, and answers once this returns.</summary>
    /// <param name="options">Where.</param>
    /// <param name="handler">Does the work.</param>
    /// <param name="onDefect">Told a method and an exception that is no refusal, for the log.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="PluginSocketException">The socket cannot be had.</exception>
    public static async Task<PluginServer> StartAsync(
        PluginServerOptions options, IPluginHandler handler, Action<string, Exception> onDefect, CancellationToken cancellationToken)
    {
        if (options.InheritedDescriptor is null)
        {
            SocketFile.MakeFree(options.SocketPath);
        }

        // The empty builder: the others watch the working directory for changed settings, which costs seconds when it is /.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        WebApplication application = builder.Build();
        PluginDispatcher dispatcher = new(handler, onDefect);
        application.Run(context => ServeAsync(dispatcher, context));
        try
        {
            await application.StartAsync(cancellationToken);
            return new(application);
        }
        catch (IOException failure)
        {
            await application.DisposeAsync();
            throw new PluginSocketException($"cannot listen on the plugin socket {options.SocketPath}: {failure.Message}", failure);
        }
    }

    /// <summary>Accepts no more calls, lets those in progress end, and closes.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _application.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, PluginServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
        kestrel.Limits.MaxConcurrentConnections = MaxConnections;

        // dockerd keeps its connection for ever, and takes its end at the wrong moment for a broken call: 1 s of back-off.
        // Not the infinite time span, whose deadline overflows in Kestrel: it then closes at its first heartbeat, after 1 s.
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromDays(1);
        if (options.InheritedDescriptor is { } descriptor)
        {
            kestrel.ListenHandle((ulong)descriptor);
        }
        else
        {
            kestrel.ListenUnixSocket(options.SocketPath);
        }
    }

    private static async Task ServeAsync(PluginDispatcher dispatcher, HttpContext context)
    {
        try
        {
            await WriteAsync(context.Response, await AnswerAsync(dispatcher, context), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // dockerd hung up: nobody is left to be answered.
        }
    }

    private static async Task<PluginReply> AnswerAsync(PluginDispatcher dispatcher, HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return PluginReply.Failure(StatusCodes.Status405MethodNotAllowed, "Plugin methods must be called with POST.");
        }

        try
        {
            using MemoryStream body = new();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return await dispatcher.DispatchAsync(path, body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
        }
        catch (BadHttpRequestException refusal)
        {
            return PluginReply.Failure(refusal.StatusCode, $"The request cannot be read: {refusal.Message}");
        }
    }

    private static async Task WriteAsync(HttpResponse response, PluginReply reply, CancellationToken cancellationToken)
    {
        response.StatusCode = reply.Status;
        response.ContentType = ContentType;
        response.ContentLength = reply.Body.Length;
        await response.Body.WriteAsync(reply.Body, cancellationToken);
    }
}

/// <summary>Where the plugin listens.</summary>
public sealed record PluginServerOptions
{
    /// <summary>Docker looks for a plugin's socket under /run/docker/plugins; the file's name is the driver's.</summary>
    public string SocketPath { get; init; } = "/run/docker/plugins/meshnet.sock";

    /// <summary>
    /// A descriptor that listens on <see cref="SocketPath"/> already, handed over by socket activation
    /// (<see cref="InheritedSockets"/>); null: make the socket.
    /// </summary>
    public int? InheritedDescriptor { get; init; }
}

/// <summary>The plugin's socket cannot be had; the message says why and what to do.</summary>
public sealed class PluginSocketException(string sentence, Exception? inner = null) : Exception(sentence, inner);
