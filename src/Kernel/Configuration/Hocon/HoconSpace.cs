namespace Akka.Configuration.Hocon;

/// <summary>Blanks between two values of a concatenation: part of a text, nothing between objects or arrays.</summary>
internal sealed class HoconSpace(ConfigOrigin origin, string text) : HoconValue(origin)
{
    public string Text { get; } = text;

    internal override string Describe() => "a blank";
}
