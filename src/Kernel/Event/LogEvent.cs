using System.Globalization;

namespace Akka.Event;

/// <summary>One line of the log, as it goes over the EventStream and to the sinks.</summary>
public abstract class LogEvent
{
    protected LogEvent(DateTimeOffset timestamp, Exception? cause, string logSource, Type logClass, object message)
    {
        Timestamp = timestamp;
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    public DateTimeOffset Timestamp { get; }

    public Exception? Cause { get; }

    /// <summary>Who says it: the path of an actor, or a name.</summary>
    public string LogSource { get; }

    public Type LogClass { get; }

    public object Message { get; }

    public abstract LogLevel LogLevel();

    public override string ToString()
    {
        var level = LogLevel().ToString().Replace("Level", "", StringComparison.Ordinal).ToUpperInvariant();
        var time = Timestamp.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var cause = Cause is null ? "" : Environment.NewLine + Cause;
        return $"{time} {level} {LogSource} {Message}{cause}";
    }
}
