namespace MeshNet.Hocon;

/// <summary>A value and the place that it came from. In a <see cref="HoconConfig"/> there are scalars, arrays and objects only.</summary>
public abstract class HoconValue
{
    private protected HoconValue(HoconOrigin origin) => Origin = origin;

    public HoconOrigin Origin { get; }

    /// <summary>How an error message names it, short.</summary>
    internal abstract string Describe();
}

/// <summary>A text, number or truth value, all kept as they were written; or null.</summary>
public sealed class HoconScalar : HoconValue
{
    private const int ShownLength = 60;

    internal HoconScalar(HoconOrigin origin, string text, bool isNull = false)
        : base(origin)
    {
        Text = text;
        IsNull = isNull;
    }

    public string Text { get; }

    public bool IsNull { get; }

    public override string ToString() => IsNull ? "null" : HoconText.Quote(Text);

    internal override string Describe() =>
        IsNull ? "null" : Text.Length <= ShownLength ? $"'{Text}'" : $"'{Text[..ShownLength]}…'";
}

/// <summary>A list of values.</summary>
public sealed class HoconArray : HoconValue
{
    internal HoconArray(HoconOrigin origin, IReadOnlyList<HoconValue> items)
        : base(origin) => Items = items;

    public IReadOnlyList<HoconValue> Items { get; }

    public override string ToString() => $"[{string.Join(",", Items)}]";

    internal override string Describe() => "a list";
}
