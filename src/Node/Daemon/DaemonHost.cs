using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Event;
using Docker.DotNet;
using MeshNet.Actors;
using MeshNet.Actors.Gossip;
using MeshNet.Actors.Identity;
using MeshNet.Actors.MeshNode;
using MeshNet.Actors.Plugin;
using MeshNet.Linux.Host;
using MeshNet.Node.Cli;
using MeshNet.Node.Configuration;
using MeshNet.Node.DockerEvents;
using MeshNet.Node.Management;
using MeshNet.Node.Plugin;
using MeshNet.Node.Storage;
using MeshNet.Node.Transport;

namespace MeshNet.Node.Daemon;

/// <summary><c>meshnet node</c>: opens the store and the sockets, and runs until it is told to stop.</summary>
public static class DaemonHost
{
    private static readonly TimeSpan PluginPatience = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(MeshNetSettings settings, CancellationToken stop)
    {
        RootUser.Require("the daemon programs the kernel's network", "node");
        try
        {
            using SqliteStore store = new(settings.StateDirectory);
            using DockerClient docker = EngineClient.Open(settings.DockerSocket);
            EngineEdge engine = new(docker, TimeProvider.System);
            using ActorSystem system = ActorSystems.Create("meshnet", settings.LogLevel);
            foreach (string complaint in NeighbourLimits.Raise())
            {
                system.Log.Warning("{0}", complaint);
            }

            await ServeAsync(settings, store, engine, system, stop).ConfigureAwait(false);
            await system.Terminate().ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreException or PluginSocketException or PortException or ControlException)
        {
            throw new CliException(error.Message);
        }
    }

    private static async Task ServeAsync(MeshNetSettings settings, SqliteStore store, EngineEdge engine, ActorSystem system, CancellationToken stop)
    {
        CgroupProcesses processes = new(new CgroupProcessesOptions(), TimeProvider.System);
        PluginOptions pluginBehaviour = new() { OwnGateway = settings.Egress.Gateway == GatewayKind.MeshNet };
        IActorRef plugin = system.ActorOf(Made.By(() => new PluginActor(engine, processes, pluginBehaviour)), "plugin");
        ILoggingAdapter log = system.Log;
        string cliSocket = Path.Combine(settings.RunDirectory, CliContext.SocketName);

        // The plugin's socket comes first: dockerd may be starting beside us, and each of its calls without an answer costs it 15 s.
        PluginServerOptions pluginOptions = new()
        {
            SocketPath = settings.PluginSocket,
            InheritedDescriptor = InheritedSockets.Find(settings.PluginSocket),
        };
        PluginServer pluginServer = await PluginServer.StartAsync(
            pluginOptions,
            new PluginHandler(new PluginCalls(plugin, PluginPatience)),
            (method, defect) => log.Error(defect, "the call {0} failed because of a bug", method),
            stop).ConfigureAwait(false);
        await using (pluginServer.ConfigureAwait(false))
        {
            MeshGround ground = new(
                system,
                settings,
                store,
                new NodeIdentityStore(store, new StartWitnessFile(settings.StateDirectory)),
                MachineFingerprint.Read(),
                new HostEdges(settings, engine),
                setup => Made.By(() => new MeshNodeActor(setup)));
            NodeDaemon daemon = new(ground, plugin);
            await using (daemon.ConfigureAwait(false))
            {
                await daemon.ResumeAsync().ConfigureAwait(false);
                ManagementServer management = await ManagementServer.StartAsync(cliSocket, settings.Management, daemon, Failed).ConfigureAwait(false);
                await using (management.ConfigureAwait(false))
                {
                    log.Info("meshnet {0} serves Docker at {1} and its command line at {2}", ProductVersion.Text, settings.PluginSocket, cliSocket);
                    await UntilAsync(stop).ConfigureAwait(false);
                    await daemon.EndChangesAsync().ConfigureAwait(false);
                }
            }
        }

        void Failed(string request, int status, Exception cause)
        {
            if (status >= (int)HttpStatusCode.InternalServerError)
            {
                log.Error(cause, "{0} is answered with {1}", request, status);
            }
            else
            {
                log.Debug("{0} is answered with {1}: {2}", request, status, cause.Message);
            }
        }
    }

    private static async Task UntilAsync(CancellationToken stop)
    {
        TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using PosixSignalRegistration term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using CancellationTokenRegistration registration = stop.Register(() => stopping.TrySetResult());
        await stopping.Task.ConfigureAwait(false);

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.TrySetResult();
        }
    }
}
