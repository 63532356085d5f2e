using System.Globalization;

namespace Akka.Event;

/// <summary>A format and its arguments, put together only when somebody reads it.</summary>
public sealed class LogMessage(string format, params object?[] args)
{
    public string Format { get; } = format;

    public IReadOnlyList<object?> Args { get; } = args;

    public override string ToString()
    {
        if (Args.Count == 0) return Format;
        try
        {
            return string.Format(CultureInfo.InvariantCulture, Format, [.. Args]);
        }
        catch (FormatException)
        {
            // The text of a log line is no reason to fail the actor that writes it: what there is, is shown.
            return $"{Format} [{string.Join(", ", Args)}]";
        }
    }
}
