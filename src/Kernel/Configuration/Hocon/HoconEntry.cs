namespace Akka.Configuration.Hocon;

/// <summary>One assignment of a value to a key; its identity is what the resolver tells a circle by.</summary>
internal sealed class HoconEntry(HoconValue value)
{
    public HoconValue Value { get; } = value;
}
