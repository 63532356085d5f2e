namespace Akka.Configuration.Hocon;

/// <summary>Values side by side on one line, at least one of which is no plain text.</summary>
internal sealed class HoconConcatenation(ConfigOrigin origin, IReadOnlyList<HoconValue> pieces) : HoconValue(origin)
{
    public IReadOnlyList<HoconValue> Pieces { get; } = pieces;

    internal override string Describe() => "a concatenation";
}
