using System.CommandLine;
using Akka.Configuration;
using MeshNet.Node.Configuration;
using MeshNet.Node.Daemon;

namespace MeshNet.Node.Cli;

/// <summary><c>meshnet node</c>: the daemon.</summary>
public static class NodeCommand
{
    private static readonly (string Option, string Key, string Description)[] Overrides =
    [
        ("--state-dir", "state-dir", "Where the node keeps what it must not forget"),
        ("--run-dir", "run-dir", "For sockets and network namespaces"),
        ("--docker-socket", "docker-socket", "The engine's socket"),
        ("--plugin-socket", "plugin-socket", "Where Docker finds the plugin"),
        ("--gossip-port", "gossip-port", "UDP and TCP port for the other hosts"),
        ("--vxlan-port", "vxlan-port", "UDP port of the overlay's packets"),
        ("--log-level", "log-level", "debug, info, warning or error"),
    ];

    public static Command Create()
    {
        Option<string?> config = new("--config") { Description = $"Settings in HOCON; {SettingsLoader.DefaultFile} if it is there" };
        Command command = new("node", "Run the daemon of this host") { config };
        List<(Option<string?> Option, string Key)> overrides = [];
        foreach ((string name, string key, string description) in Overrides)
        {
            Option<string?> option = new(name) { Description = description };
            command.Add(option);
            overrides.Add((option, key));
        }

        command.SetAction(CliContext.Run((parsed, cancellation) => DaemonHost.RunAsync(
            Load(parsed.GetValue(config), overrides
                .Where(pair => parsed.GetValue(pair.Option) is not null)
                .Select(pair => new SettingOverride(pair.Key, parsed.GetValue(pair.Option)!, pair.Option.Name))),
            cancellation)));
        return command;
    }

    private static MeshNetSettings Load(string? file, IEnumerable<SettingOverride> overrides)
    {
        try
        {
            return SettingsLoader.Load(file, overrides);
        }
        catch (ConfigurationException error)
        {
            throw new CliException(error.Message);
        }
    }
}
