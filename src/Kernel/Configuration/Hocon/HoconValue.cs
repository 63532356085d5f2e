namespace Akka.Configuration.Hocon;

/// <summary>A value and the place that it came from. In a <see cref="Config"/> there are scalars, arrays and objects only.</summary>
public abstract class HoconValue
{
    private protected HoconValue(ConfigOrigin origin) => Origin = origin;

    public ConfigOrigin Origin { get; }

    /// <summary>How an error message names it, short.</summary>
    internal abstract string Describe();
}
