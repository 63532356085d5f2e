namespace MeshNet.Hocon;

/// <summary>Reads a number with a unit of time; a number alone counts milliseconds.</summary>
internal static class Durations
{
    private const string Infinite = "infinite";

    private static readonly Dictionary<string, decimal> TicksPerUnit = Units(
        (0.01m, "ns nano nanos nanosecond nanoseconds"),
        (TimeSpan.TicksPerMicrosecond, "us micro micros microsecond microseconds"),
        (TimeSpan.TicksPerMillisecond, "ms milli millis millisecond milliseconds"),
        (TimeSpan.TicksPerSecond, "s second seconds"),
        (TimeSpan.TicksPerMinute, "m minute minutes"),
        (TimeSpan.TicksPerHour, "h hour hours"),
        (TimeSpan.TicksPerDay, "d day days"));

    /// <param name="text">For example <c>500ms</c>, <c>0.5m</c>, <c>2 hours</c>, <c>250</c> or, where allowed, <c>infinite</c>.</param>
    /// <param name="allowInfinite">Whether <c>infinite</c> is read as <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>Null when the text is no duration or does not fit.</returns>
    public static TimeSpan? Parse(string text, bool allowInfinite)
    {
        if (text == Infinite)
        {
            return allowInfinite ? Timeout.InfiniteTimeSpan : null;
        }

        return Quantity.Parse(text, TicksPerUnit) is { } ticks && Math.Abs(ticks) <= TimeSpan.MaxValue.Ticks
            ? TimeSpan.FromTicks((long)Math.Round(ticks))
            : null;
    }

    private static Dictionary<string, decimal> Units(params ReadOnlySpan<(decimal Ticks, string Names)> units)
    {
        Dictionary<string, decimal> table = new(StringComparer.Ordinal) { [""] = TimeSpan.TicksPerMillisecond };
        foreach ((decimal ticks, string names) in units)
        {
            foreach (string name in names.Split(' '))
            {
                table[name] = ticks;
            }
        }

        return table;
    }
}

/// <summary>A number and a unit, with or without blanks between and around.</summary>
internal static class Quantity
{
    /// <returns>The number times the unit's value; null when it is no number, an unknown unit, or too large.</returns>
    public static decimal? Parse(string text, Dictionary<string, decimal> units)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int end = trimmed.Length;
        while (end > 0 && char.IsAsciiLetter(trimmed[end - 1]))
        {
            end--;
        }

        if (!units.TryGetValue(trimmed[end..].ToString(), out decimal unit)
            || !decimal.TryParse(trimmed[..end].TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number))
        {
            return null;
        }

        try
        {
            return number * unit;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
