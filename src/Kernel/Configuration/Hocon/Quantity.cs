using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>A number and a unit, with or without blanks between and around.</summary>
internal static class Quantity
{
    /// <returns>The number times the unit's value; null when it is no number, an unknown unit, or too large.</returns>
    public static decimal? Parse(string text, Dictionary<string, decimal> units)
    {
        var trimmed = text.AsSpan().Trim();
        var end = trimmed.Length;
        while (end > 0 && char.IsAsciiLetter(trimmed[end - 1]))
            end--;

        if (!units.TryGetValue(trimmed[end..].ToString(), out var unit)
            || !decimal.TryParse(trimmed[..end].TrimEnd(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return null;

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
