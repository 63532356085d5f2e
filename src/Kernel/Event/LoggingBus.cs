using Akka.Actor;

namespace Akka.Event;

/// <summary>Where log events go: to the sinks, at once, and to whoever has subscribed to them.</summary>
internal sealed class LoggingBus(ActorSystemImpl system, LogLevel level, IReadOnlyList<ILogSink> sinks)
{
    public LogLevel Level { get; } = level;

    public void Error(Exception cause, string source, Type type, string message) => Log(LogLevel.ErrorLevel, cause, source, type, message);

    public void Log(LogLevel eventLevel, Exception? cause, string source, Type type, object message)
    {
        if (eventLevel < Level) return;
        var logEvent = LogEvents.Create(eventLevel, system, cause, source, type, message);
        foreach (var sink in sinks) sink.Write(logEvent);
        system.EventStream.Publish(logEvent);
    }
}
