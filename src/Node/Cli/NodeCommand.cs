using System.CommandLine;
using MeshNet.Node.Daemon;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet node</c>: the daemon.</summary>
public static class NodeCommand
{
    public static Command Create()
    {
        Command command = new("node", "Run the daemon of this host");
        SettingsOptions settings = SettingsOptions.AddTo(command);
        command.SetAction(CliContext.Run((parsed, cancellation) => DaemonHost.RunAsync(settings.Load(parsed), cancellation)));
        return command;
    }
}
