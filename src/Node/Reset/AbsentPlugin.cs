using Akka.Actor;
using Akka.Event;
using MeshNet.Actors;
using MeshNet.Actors.Plugin;
using MeshNet.Node.Cli;
using MeshNet.Node.Configuration;
using MeshNet.Node.Daemon;
using MeshNet.Node.DockerEvents;
using MeshNet.Node.Plugin;

namespace MeshNet.Node.Reset;

/// <summary>
/// Answers dockerd in the ended daemon's place while its networks are removed, as a host in no mesh does: without a plugin dockerd
/// would wait 15 s for each call and keep the networks.
/// </summary>
internal sealed class AbsentPlugin : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ActorSystem _system;
    private readonly PluginServer _server;

    private AbsentPlugin(ActorSystem system, PluginServer server)
    {
        _system = system;
        _server = server;
    }

    /// <exception cref="CliException">The plugin's socket is somebody else's.</exception>
    public static async Task<AbsentPlugin> StartAsync(MeshNetSettings settings, EngineEdge engine, CancellationToken cancellation)
    {
        ActorSystem system = ActorSystems.Create("reset", LogLevel.ErrorLevel);
        try
        {
            CgroupProcesses processes = new(new CgroupProcessesOptions(), TimeProvider.System);
            IActorRef plugin = system.ActorOf(Made.By(() => new PluginActor(engine, processes, new PluginOptions())), "plugin");
            plugin.Tell(MeshAbsent.Instance);
            PluginServer server = await PluginServer.StartAsync(
                new PluginServerOptions { SocketPath = settings.PluginSocket },
                new PluginHandler(new PluginCalls(plugin, Patience)),
                (method, defect) => system.Log.Error(defect, "the call {0} failed because of a bug", method),
                cancellation).ConfigureAwait(false);
            return new(system, server);
        }
        catch (PluginSocketException taken)
        {
            system.Dispose();
            throw new CliException($"{taken.Message} If systemd holds the socket: 'systemctl disable --now meshnet.socket meshnet.service', then run 'meshnet reset' again");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _system.Terminate().ConfigureAwait(false);
        _system.Dispose();
    }
}
