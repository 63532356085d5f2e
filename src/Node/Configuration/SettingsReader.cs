using MeshNet.Hocon;

namespace MeshNet.Node.Configuration;

/// <summary>
/// Reads typed values below one path, within ranges, and keeps track of which keys were read. A value that is not allowed
/// throws <see cref="HoconException"/> with the place it was written at, its key, itself, and what is allowed.
/// </summary>
internal sealed class SettingsReader
{
    private const int DnsPort = 53;

    private readonly HoconConfig _config;
    private readonly string _prefix;
    private readonly SortedSet<string> _read;

    public SettingsReader(HoconConfig config, string root)
        : this(config, root + ".", new SortedSet<string>(StringComparer.Ordinal))
    {
    }

    private SettingsReader(HoconConfig config, string prefix, SortedSet<string> read) => (_config, _prefix, _read) = (config, prefix, read);

    /// <summary>The full paths of all keys that were read, by this reader and those of its sections.</summary>
    public IReadOnlyCollection<string> ReadPaths => _read;

    public SettingsReader Section(string name) => new(_config, $"{_prefix}{name}.", _read);

    public string Text(string key) => _config.GetString(Path(key))!;

    public bool Flag(string key) => _config.GetBoolean(Path(key));

    public int Number(string key, int min, int max)
    {
        int value = _config.GetInt(Path(key));
        return value >= min && value <= max ? value : throw Refuse(key, $"{min} to {max}");
    }

    public int Port(string key) => Number(key, 1, ushort.MaxValue);

    public TimeSpan Duration(string key, TimeSpan min, TimeSpan max)
    {
        TimeSpan value = _config.GetTimeSpan(Path(key), allowInfinite: false);
        return value >= min && value <= max ? value : throw Refuse(key, $"{DurationText.Of(min)} to {DurationText.Of(max)}");
    }

    /// <summary>A path that does not depend on where the daemon was started.</summary>
    public string AbsolutePath(string key) =>
        Text(key) is { Length: > 1 } path && path[0] == '/' ? path : throw Refuse(key, "an absolute path");

    /// <summary>Null when the value is empty.</summary>
    public IPAddress? Address(string key) => Text(key) switch
    {
        "" => null,
        var text when IPAddress.TryParse(text, out IPAddress? address) && IsWhole(text, address) => address,
        _ => throw Refuse(key, "an IPv4 or IPv6 address, or nothing"),
    };

    /// <summary>Null when the value is empty.</summary>
    public Block? Subnet(string key, int prefixMin, int prefixMax) => Text(key) switch
    {
        "" => null,
        var text when Block.TryParse(text, out Block block) && block.PrefixLength >= prefixMin && block.PrefixLength <= prefixMax => block,
        _ => throw Refuse(key, $"an IPv4 subnet from /{prefixMin} to /{prefixMax} without host bits, such as 10.0.0.0/8"),
    };

    public T Choice<T>(string key, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        string text = Text(key);
        foreach ((string name, T? value) in choices)
        {
            if (text == name)
            {
                return value;
            }
        }

        throw Refuse(key, string.Join(" or ", choices.ToArray().Select(choice => choice.Name)));
    }

    /// <summary>Addresses with or without a port; without, that of DNS.</summary>
    public IReadOnlyList<IPEndPoint> Resolvers(string key) =>
    [
        .. _config.GetStringList(Path(key)).Select(text => IPEndPoint.TryParse(text, out IPEndPoint? endPoint) && IsWhole(text, endPoint.Address)
            ? new IPEndPoint(endPoint.Address, endPoint.Port == 0 ? DnsPort : endPoint.Port)
            : throw Refuse(key, $"a list of addresses, with or without port, which '{text}' is not")),
    ];

    /// <summary>The error for a value that is not allowed.</summary>
    /// <param name="key">Whose value.</param>
    /// <param name="allowed">What could be there instead.</param>
    public HoconException Refuse(string key, string allowed)
    {
        string path = _prefix + key;
        HoconValue value = _config.GetValue(path)!;
        return new(value.Origin, $"{path} is {(value is HoconScalar scalar ? $"'{scalar.Text}'" : value)}; it must be {allowed}");
    }

    /// <summary>Where the value of a key was written.</summary>
    public HoconOrigin OriginOf(string key) => _config.GetValue(_prefix + key)!.Origin;

    /// <summary>The framework also reads 10.1 as 10.0.0.1 and 5 as 0.0.0.5, which nobody intends.</summary>
    private static bool IsWhole(string text, IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetwork || text.Count(character => character == '.') == 3;

    private string Path(string key)
    {
        string path = _prefix + key;
        _read.Add(path);
        return _config.GetValue(path) is null
            ? throw new HoconException($"reference.conf does not define {path}")
            : path;
    }
}

/// <summary>Writes a duration the way a configuration does.</summary>
internal static class DurationText
{
    public static string Of(TimeSpan duration)
    {
        (double Amount, string Unit) written = duration switch
        {
            { TotalDays: >= 1 } => (duration.TotalDays, "d"),
            { TotalHours: >= 1 } => (duration.TotalHours, "h"),
            { TotalMinutes: >= 1 } => (duration.TotalMinutes, "m"),
            { TotalSeconds: >= 1 } => (duration.TotalSeconds, "s"),
            _ => (duration.TotalMilliseconds, "ms"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{written.Amount:0.###}{written.Unit}");
    }
}
