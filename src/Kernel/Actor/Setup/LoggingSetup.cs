using Akka.Event;

namespace Akka.Actor;

/// <summary>How much is logged, and where to. Without it: to standard error from Info on, or nowhere in virtual time.</summary>
public sealed class LoggingSetup(LogLevel logLevel, params ILogSink[] sinks) : Setup
{
    public LogLevel LogLevel { get; } = logLevel;

    public IReadOnlyList<ILogSink> Sinks { get; } = sinks;
}
