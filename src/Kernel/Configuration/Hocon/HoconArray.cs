namespace Akka.Configuration.Hocon;

/// <summary>A list of values.</summary>
public sealed class HoconArray : HoconValue
{
    internal HoconArray(ConfigOrigin origin, IReadOnlyList<HoconValue> items)
        : base(origin) => Items = items;

    public IReadOnlyList<HoconValue> Items { get; }

    public override string ToString() => $"[{string.Join(",", Items)}]";

    internal override string Describe() => "a list";
}
