using System.Text.Json;

namespace MeshNet.Node.Plugin;

/// <summary>The options of a network in <c>CreateNetwork</c> and <c>GwAllocCheck</c>.</summary>
public sealed record NetworkOptions
{
    private const string GenericKey = "com.docker.network.generic";
    private const string EnableIPv4Key = "com.docker.network.enable_ipv4";
    private const string EnableIPv6Key = "com.docker.network.enable_ipv6";
    private const string InternalKey = "com.docker.network.internal";

    /// <summary><c>-o key=value</c>.</summary>
    public required IReadOnlyDictionary<string, string> Generic { get; init; }

    /// <summary>Told from Docker 28 on; before that always true.</summary>
    public bool EnableIPv4 { get; init; } = true;

    public bool EnableIPv6 { get; init; }

    /// <summary>Without a way to the outside world.</summary>
    public bool Internal { get; init; }

    /// <summary>Reads the options; none at all are the defaults.</summary>
    /// <exception cref="PluginRequestException">An option has a value of the wrong kind.</exception>
    public static NetworkOptions From(JsonElement options) =>
        OptionReader.Read(options, reader => new NetworkOptions
        {
            Generic = reader.Strings(GenericKey),
            EnableIPv4 = reader.Flag(EnableIPv4Key, true),
            EnableIPv6 = reader.Flag(EnableIPv6Key, false),
            Internal = reader.Flag(InternalKey, false),
        });
}
