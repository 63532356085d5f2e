namespace Akka.Configuration.Hocon;

/// <summary>A text, number or truth value, all kept as they were written; or null.</summary>
public sealed class HoconScalar : HoconValue
{
    private const int ShownLength = 60;

    internal HoconScalar(ConfigOrigin origin, string text, bool isNull = false)
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
