namespace MeshNet.Hocon;

/// <summary>How deep the parser is, and by which keys it came there.</summary>
internal sealed class ParsePlace
{
    private readonly int _depth;

    /// <param name="keys">The keys from the root.</param>
    public ParsePlace(ImmutableArray<string> keys)
        : this(keys, keys.Length)
    {
    }

    private ParsePlace(ImmutableArray<string>? keys, int depth) => (Keys, _depth) = (keys, depth);

    /// <summary>The keys from the root; null inside a list, whose elements have no path.</summary>
    public ImmutableArray<string>? Keys { get; }

    /// <summary>The keys as a path; null inside a list and at the root.</summary>
    public HoconPath? Path => Keys is { Length: > 0 } keys ? new(keys) : null;

    public ParsePlace Inside(HoconPath path, HoconOrigin origin) => Deeper(Keys?.AddRange(path.Keys), path.Keys.Length, origin);

    public ParsePlace InsideList(HoconOrigin origin) => Deeper(null, 1, origin);

    private ParsePlace Deeper(ImmutableArray<string>? keys, int by, HoconOrigin origin) =>
        _depth + by <= HoconLimits.MaxDepth
            ? new(keys, _depth + by)
            : throw new HoconException(origin, $"values are nested more than {HoconLimits.MaxDepth} deep");
}
