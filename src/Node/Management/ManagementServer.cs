using MeshNet.Node.Configuration;
using MeshNet.Node.Management.Cluster;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshNet.Node.Management;

/// <summary>
/// Serves the management API: all of it on the CLI's unix socket, which only root can open; on a TCP address, the loopback by default,
/// what only reads, and Akka Management's commands where the settings give them a token.
/// </summary>
public sealed class ManagementServer : IAsyncDisposable
{
    private readonly List<WebApplication> _applications = [];

    /// <summary>Where it listens: a URL for the socket and one for the TCP address.</summary>
    public IEnumerable<string> Urls => _applications.SelectMany(application => application.Urls);

    public static async Task<ManagementServer> StartAsync(string socketPath, ManagementSettings? settings, IMeshControl control)
    {
        ManagementServer server = new();
        Directory.CreateDirectory(Path.GetDirectoryName(socketPath)!);
        File.Delete(socketPath);
        await server.ServeAsync(kestrel => kestrel.ListenUnixSocket(socketPath), application =>
        {
            MapReading(application, control);
            ManagementRoutes.MapWriting(application, control);
        }).ConfigureAwait(false);
        File.SetUnixFileMode(socketPath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (settings is not null)
        {
            await server.ServeAsync(kestrel => kestrel.Listen(settings.Listen), application =>
            {
                MapReading(application, control);
                if (settings is { IsReadOnly: false, Token: { } token }) ClusterCommands.Map(application, control, token);
            }).ConfigureAwait(false);
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (WebApplication application in _applications)
        {
            await application.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void MapReading(WebApplication application, IMeshControl control)
    {
        ManagementRoutes.MapReading(application, control);
        ClusterRoutes.Map(application, control);
    }

    private async Task ServeAsync(Action<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions> listen, Action<WebApplication> map)
    {
        // Without a content root of its own the host watches the working directory for settings, which takes seconds when that is /.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(listen);
        builder.Services.AddRoutingCore();
        WebApplication application = builder.Build();
        application.UseRouting();
        map(application);
        await application.StartAsync().ConfigureAwait(false);
        _applications.Add(application);
    }
}
