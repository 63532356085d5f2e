namespace MeshNet.Hocon;

/// <summary><c>${path}</c> or <c>${?path}</c>, not yet resolved.</summary>
internal sealed class HoconSubstitution(HoconOrigin origin, IReadOnlyList<HoconPath> candidates, bool isOptional) : HoconValue(origin)
{
    /// <summary>Where to look, in order: in an included text first below the place of the include, then from the root.</summary>
    public IReadOnlyList<HoconPath> Candidates { get; } = candidates;

    public bool IsOptional { get; } = isOptional;

    /// <summary>The path as it was written.</summary>
    public HoconPath Path => Candidates[^1];

    public override string ToString() => $"${{{(IsOptional ? "?" : "")}{Path}}}";

    internal override string Describe() => ToString();
}

/// <summary>Values side by side on one line, at least one of which is no plain text.</summary>
internal sealed class HoconConcatenation(HoconOrigin origin, IReadOnlyList<HoconValue> pieces) : HoconValue(origin)
{
    public IReadOnlyList<HoconValue> Pieces { get; } = pieces;

    internal override string Describe() => "a concatenation";
}

/// <summary>Blanks between two values of a concatenation: part of a text, nothing between objects or arrays.</summary>
internal sealed class HoconSpace(HoconOrigin origin, string text) : HoconValue(origin)
{
    public string Text { get; } = text;

    internal override string Describe() => "a blank";
}

/// <summary>One assignment of a value to a key; its identity is what the resolver tells a circle by.</summary>
internal sealed class HoconEntry(HoconValue value)
{
    public HoconValue Value { get; } = value;
}
