using System.CommandLine;
using MeshNet.Node.Daemon;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet node</c>: the daemon.</summary>
public static class NodeCommand
{
    public static Command Create()
    {
        DaemonOptions defaults = new();
        Option<string> state = Path("--state-dir", "Where the node keeps what it must not forget", defaults.StateDirectory);
        Option<string> run = Path("--run-dir", "For sockets and network namespaces", defaults.RunDirectory);
        Option<string> docker = Path("--docker-socket", "The engine's socket", defaults.DockerSocket);
        Option<string> plugin = Path("--plugin-socket", "Where Docker finds the plugin", defaults.PluginSocket);
        Command command = new("node", "Run the daemon of this host") { state, run, docker, plugin };
        command.SetAction(CliContext.Run((parsed, cancellation) => DaemonHost.RunAsync(
            defaults with
            {
                StateDirectory = parsed.GetValue(state)!,
                RunDirectory = parsed.GetValue(run)!,
                DockerSocket = parsed.GetValue(docker)!,
                PluginSocket = parsed.GetValue(plugin)!,
            },
            cancellation)));
        return command;
    }

    private static Option<string> Path(string name, string description, string value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };
}
