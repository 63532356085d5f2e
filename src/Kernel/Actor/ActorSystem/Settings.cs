using Akka.Event;

namespace Akka.Actor;

/// <summary>The settings of a system, with Akka's defaults.</summary>
public sealed class Settings
{
    internal Settings(LogLevel logLevel) => LogLevel = logLevel;

    public LogLevel LogLevel { get; }

    /// <summary>How long an Ask waits that is given no timeout.</summary>
    public TimeSpan AskTimeout { get; } = Timeout.InfiniteTimeSpan;

    /// <summary>How many dead letters are logged.</summary>
    public int LogDeadLetters { get; } = 10;
}
