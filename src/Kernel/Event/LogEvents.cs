using Akka.Actor;

namespace Akka.Event;

/// <summary>Makes log events by their level.</summary>
internal static class LogEvents
{
    public static LogEvent Create(LogLevel level, ActorSystem system, Exception? cause, string source, Type type, object message)
    {
        var now = system.Scheduler.Now;
        return level switch
        {
            LogLevel.DebugLevel => new Debug(now, cause, source, type, message),
            LogLevel.InfoLevel => new Info(now, cause, source, type, message),
            LogLevel.WarningLevel => new Warning(now, cause, source, type, message),
            LogLevel.ErrorLevel => new Error(now, cause, source, type, message),
            _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no such log level"),
        };
    }
}
