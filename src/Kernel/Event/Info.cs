namespace Akka.Event;

public sealed class Info(DateTimeOffset timestamp, Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(timestamp, cause, logSource, logClass, message)
{
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}
