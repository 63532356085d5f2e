namespace Akka.Configuration.Hocon;

/// <summary>Bounds on how deep and how long one resolution goes.</summary>
internal sealed class ResolveBudget
{
    private int _depth;
    private int _visits;
    private int _text;

    /// <summary>One level deeper, until <see cref="Leave"/>.</summary>
    public void Enter(ConfigOrigin origin)
    {
        if (++_depth > HoconLimits.MaxResolveDepth)
        {
            throw new ConfigurationException(
                origin, $"values are nested or refer to one another more than {HoconLimits.MaxResolveDepth} deep");
        }

        Spend(1, origin);
    }

    public void Leave() => _depth--;

    /// <summary>Pays for values that are visited.</summary>
    public void Spend(int visits, ConfigOrigin origin) => Charge(ref _visits, visits, HoconLimits.MaxResolveVisits, origin);

    /// <summary>Pays for text that is copied.</summary>
    public void SpendText(int length, ConfigOrigin origin) => Charge(ref _text, length, HoconLimits.MaxResolveText, origin);

    private static void Charge(ref int spent, int cost, int limit, ConfigOrigin origin)
    {
        spent += cost;
        if (spent > limit)
            throw new ConfigurationException(origin, "the configuration grows without measure when its substitutions are resolved");
    }
}
