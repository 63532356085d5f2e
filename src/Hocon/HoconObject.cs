namespace MeshNet.Hocon;

/// <summary>
/// Values by key, in the order in which the keys first appeared. While a text is being read a key keeps every value that it was
/// given, the earlier ones because they merge with the later or are what a substitution looks back to; resolved, it has one.
/// </summary>
public sealed class HoconObject : HoconValue
{
    private readonly OrderedDictionary<string, List<HoconEntry>> _fields = new(StringComparer.Ordinal);

    internal HoconObject(HoconOrigin origin)
        : base(origin)
    {
    }

    public IReadOnlyList<string> Keys => _fields.Keys;

    public override string ToString() =>
        $"{{{string.Join(",", Keys.Select(key => $"{HoconText.Quote(key)}:{Get(key)}"))}}}";

    internal override string Describe() => "an object";

    /// <summary>An object that holds one value, below as many objects as the path has keys before its last.</summary>
    internal static HoconObject Around(HoconPath path, HoconValue value)
    {
        HoconObject around = new(value.Origin);
        around.Add(path.Keys[^1], value);
        return path.Keys.Length == 1 ? around : Around(new(path.Keys[..^1]), around);
    }

    /// <summary>The value of a key in a resolved object; null when there is none.</summary>
    internal HoconValue? Get(string key) => _fields.TryGetValue(key, out List<HoconEntry>? history) ? history[^1].Value : null;

    /// <summary>All values that a key was given, the earliest first.</summary>
    internal IReadOnlyList<HoconEntry> HistoryOf(string key) => _fields.TryGetValue(key, out List<HoconEntry>? history) ? history : [];

    /// <summary>Gives a key one more value.</summary>
    internal void Add(string key, HoconValue value)
    {
        if (!_fields.TryGetValue(key, out List<HoconEntry>? history))
        {
            _fields[key] = history = [];
        }

        if (value is HoconObject added && history.Count > 0 && history[^1].Value is HoconObject last)
        {
            // Two objects in a row are one: so a thousand lines of a.b.c = x stay one object a, not a thousand.
            last.AddAll(added);
            return;
        }

        if (value is HoconScalar or HoconArray)
        {
            history.Clear();
        }

        history.Add(new(value));
    }

    /// <summary>Gives every key the values that it has in another object, after its own.</summary>
    internal void AddAll(HoconObject other)
    {
        foreach ((string key, List<HoconEntry> history) in other._fields)
        {
            foreach (HoconEntry entry in history)
            {
                Add(key, entry.Value);
            }
        }
    }
}
