using System.Globalization;

namespace MeshNet.Node.Configuration;

/// <summary>Writes a duration the way a configuration does.</summary>
internal static class DurationText
{
    public static string Of(TimeSpan duration)
    {
        (double Amount, string Unit) written = duration switch
        {
            { TotalDays: >= 1 } => (duration.TotalDays, "d"),
            { TotalHours: >= 1 } => (duration.TotalHours, "h"),
            { TotalMinutes: >= 1 } => (duration.TotalMinutes, "m"),
            { TotalSeconds: >= 1 } => (duration.TotalSeconds, "s"),
            _ => (duration.TotalMilliseconds, "ms"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{written.Amount:0.###}{written.Unit}");
    }
}
