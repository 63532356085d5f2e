namespace MeshNet.Hocon;

/// <summary>
/// A configuration: values by path, read-only. A path that is not there gives the default that the caller names; a value of
/// the wrong kind, null included, throws <see cref="HoconException"/> with the place it was written at.
/// </summary>
public sealed class HoconConfig
{
    internal HoconConfig(HoconObject root) => Root = root;

    public HoconObject Root { get; }

    public string? GetString(string path, string? @default = null) =>
        Find(path) is { } value ? Conversions.ToText(value, path) : @default;

    public int GetInt(string path, int @default = 0) => Find(path) is { } value ? Conversions.ToInt32(value, path) : @default;

    public bool GetBoolean(string path, bool @default = false) =>
        Find(path) is { } value ? Conversions.ToBoolean(value, path) : @default;

    /// <summary>A number with a unit, or alone in milliseconds; <c>infinite</c> is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        Find(path) is { } value ? Conversions.ToTimeSpan(value, path, allowInfinite) : @default ?? TimeSpan.Zero;

    /// <summary>Empty when the path is not there.</summary>
    public IList<string> GetStringList(string path) => Items(path, Conversions.ToText);

    /// <summary>The value of a path as it was written, and where; null when the path is not there.</summary>
    public HoconValue? GetValue(string path) => Find(path);

    /// <summary>This configuration, completed by another where it has nothing; objects merge.</summary>
    public HoconConfig WithFallback(HoconConfig fallback) => new(new HoconResolver([Root, fallback.Root], _ => null).Resolve());

    /// <summary>The path of every value that is no object, in the order in which they were first written.</summary>
    public IEnumerable<string> LeafPaths() => Leaves(Root, []).Select(keys => new HoconPath([.. keys]).ToString());

    public override string ToString() => Root.ToString();

    private static IEnumerable<string[]> Leaves(HoconObject root, string[] above) =>
        root.Keys.SelectMany(key => root.Get(key) is HoconObject below ? Leaves(below, [.. above, key]) : [[.. above, key]]);

    private HoconValue? Find(string path)
    {
        HoconValue? value = Root;
        foreach (string key in HoconPath.Parse(path).Keys)
        {
            value = (value as HoconObject)?.Get(key);
        }

        return value;
    }

    private List<T> Items<T>(string path, Func<HoconValue, string, T> convert) =>
        Find(path) is not { } value
            ? []
            : [.. Conversions.ToItems(value, path).Select((item, index) => convert(item, $"{path}[{index}]"))];
}
