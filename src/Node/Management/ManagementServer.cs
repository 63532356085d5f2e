using MeshNet.Node.Configuration;
using MeshNet.Node.Management.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshNet.Node.Management;

/// <summary>
/// Serves the management API: all of it on the CLI's unix socket, which only root can open; on a TCP address, the loopback by default,
/// what only reads, and Akka Management's commands where the settings give them a token.
/// </summary>
public sealed class ManagementServer : IAsyncDisposable
{
    /// <summary>The largest body that a request may have.</summary>
    internal const int BodyBytesMax = 1024 * 1024;

    /// <summary>For requests under way when the daemon ends; then they are broken off.</summary>
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(5);

    private readonly RequestFailures _failures;
    private readonly List<WebApplication> _applications = [];

    private ManagementServer(RequestFailed failed) => _failures = new(failed);

    /// <summary>Where it listens: a URL for the socket and one for the TCP address.</summary>
    public IEnumerable<string> Urls => _applications.SelectMany(application => application.Urls);

    /// <exception cref="ControlException">The TCP address cannot be served; nothing is served then.</exception>
    public static async Task<ManagementServer> StartAsync(string socketPath, ManagementSettings? settings, IMeshControl control, RequestFailed failed)
    {
        ManagementServer server = new(failed);
        try
        {
            await server.StartAsync(socketPath, settings, control).ConfigureAwait(false);
            return server;
        }
        catch
        {
            await server.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task StartAsync(string socketPath, ManagementSettings? settings, IMeshControl control)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(socketPath)!);
        File.Delete(socketPath);
        await ServeAsync(kestrel => kestrel.ListenUnixSocket(socketPath), application =>
        {
            MapReading(application, control);
            ManagementRoutes.MapWriting(application, control);
        }).ConfigureAwait(false);
        File.SetUnixFileMode(socketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (settings is not null)
        {
            await ServeAsync(settings, control).ConfigureAwait(false);
        }
    }

    private async Task ServeAsync(ManagementSettings settings, IMeshControl control)
    {
        try
        {
            await ServeAsync(kestrel => kestrel.Listen(settings.Listen), application =>
            {
                MapReading(application, control);
                if (settings is { IsReadOnly: false, Token: { } token })
                {
                    ClusterCommands.Map(application, control, token);
                }
            }).ConfigureAwait(false);
        }
        catch (Exception trouble) when (trouble is IOException or SocketException)
        {
            throw ControlException.Unavailable(
                $"the management API cannot be served at {settings.Listen}: {trouble.Message} "
                + "Correct meshnet.management.host and port, or stop what uses the port ('ss -lntp' shows it)",
                trouble);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication application in _applications)
        {
            // Disposing alone breaks off the answers that are being written.
            await application.StopAsync().ConfigureAwait(false);
            await application.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void MapReading(WebApplication application, IMeshControl control)
    {
        ManagementRoutes.MapReading(application, control);
        ClusterRoutes.Map(application, control);
    }

    private async Task ServeAsync(Action<KestrelServerOptions> listen, Action<WebApplication> map)
    {
        // Without a content root of its own the host watches the working directory for settings, which takes seconds when that is /.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            listen(kestrel);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
        WebApplication application = builder.Build();
        _applications.Add(application);
        _failures.Use(application);
        application.UseRouting();
        map(application);
        await application.StartAsync().ConfigureAwait(false);
    }
}
