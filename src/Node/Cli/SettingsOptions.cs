using System.CommandLine;
using MeshNet.Hocon;
using MeshNet.Node.Configuration;

namespace MeshNet.Node.Cli;

/// <summary>The options of the commands that work on this host by its settings, instead of asking the daemon.</summary>
public sealed class SettingsOptions
{
    private static readonly (string Option, string Key, string Description)[] Overrides =
    [
        ("--state-dir", "state-dir", "Directory for what must survive a reboot"),
        ("--run-dir", "run-dir", "Directory for sockets and network namespaces"),
        ("--docker-socket", "docker-socket", "Docker's socket"),
        ("--plugin-socket", "plugin-socket", "The plugin's socket, where Docker looks for it"),
        ("--gossip-port", "gossip-port", "UDP and TCP port for gossip between the hosts"),
        ("--vxlan-port", "vxlan-port", "UDP port for the containers' packets"),
        ("--log-level", "log-level", "debug, info, warning or error"),
    ];

    private readonly Option<string?> _config = new("--config") { Description = $"File with settings in HOCON; default: {SettingsLoader.DefaultFile}, if it exists" };
    private readonly List<(Option<string?> Option, string Key)> _overrides = [];

    public static SettingsOptions AddTo(Command command)
    {
        SettingsOptions options = new();
        command.Add(options._config);
        foreach ((string name, string key, string description) in Overrides)
        {
            Option<string?> option = new(name) { Description = description };
            command.Add(option);
            options._overrides.Add((option, key));
        }

        return options;
    }

    /// <exception cref="CliException">A setting is not one that can be used.</exception>
    public MeshNetSettings Load(ParseResult parsed)
    {
        try
        {
            return SettingsLoader.Load(parsed.GetValue(_config), _overrides
                .Where(pair => parsed.GetValue(pair.Option) is not null)
                .Select(pair => new SettingOverride(pair.Key, parsed.GetValue(pair.Option)!, pair.Option.Name)));
        }
        catch (HoconException error)
        {
            throw new CliException(error.Message);
        }
    }
}
