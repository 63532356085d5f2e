namespace Akka.Event;

/// <summary>
/// Takes log events out of the system. Called on the thread that logs, so it must be quick, and safe for many threads.
/// </summary>
public interface ILogSink
{
    void Write(LogEvent logEvent);
}
