namespace MeshNet.Hocon;

/// <summary>
/// Bounds, so that no text, however made, costs more than a moment. A configuration written by a person stays far below each.
/// </summary>
internal static class HoconLimits
{
    /// <summary>The largest text, in UTF-16 units, and the largest value that concatenation may make.</summary>
    public const int MaxTextLength = 1 << 20;

    /// <summary>Objects, arrays and path elements inside one another, counted together.</summary>
    public const int MaxDepth = 100;

    /// <summary>Substitutions that lead to one another, and values inside one another while they are resolved.</summary>
    public const int MaxResolveDepth = 300;

    /// <summary>
    /// Values that are visited while substitutions are resolved. It ends texts that multiply themselves, such as 60 lines of
    /// objects each of which holds the one before twice; a text of the largest size has no more values than this by itself.
    /// </summary>
    public const int MaxResolveVisits = 1 << 20;

    /// <summary>Text that concatenations copy, in all.</summary>
    public const int MaxResolveText = 16 << 20;

    /// <summary>Files that include one another.</summary>
    public const int MaxIncludeDepth = 16;

    /// <summary>Files included in all, counted each time.</summary>
    public const int MaxIncludes = 256;
}

/// <summary>Bounds on how deep and how long one resolution goes.</summary>
internal sealed class ResolveBudget
{
    private int _depth;
    private int _visits;
    private int _text;

    /// <summary>One level deeper, until <see cref="Leave"/>.</summary>
    public void Enter(HoconOrigin origin)
    {
        if (++_depth > HoconLimits.MaxResolveDepth)
        {
            throw new HoconException(
                origin, $"values are nested or refer to one another more than {HoconLimits.MaxResolveDepth} deep");
        }

        Spend(1, origin);
    }

    public void Leave() => _depth--;

    /// <summary>Pays for values that are visited.</summary>
    public void Spend(int visits, HoconOrigin origin) => Charge(ref _visits, visits, HoconLimits.MaxResolveVisits, origin);

    /// <summary>Pays for text that is copied.</summary>
    public void SpendText(int length, HoconOrigin origin) => Charge(ref _text, length, HoconLimits.MaxResolveText, origin);

    private static void Charge(ref int spent, int cost, int limit, HoconOrigin origin)
    {
        spent += cost;
        if (spent > limit)
        {
            throw new HoconException(origin, "the configuration grows without limit when its substitutions are resolved");
        }
    }
}
