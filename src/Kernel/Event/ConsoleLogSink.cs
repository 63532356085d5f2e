namespace Akka.Event;

/// <summary>One line an event on standard error, where a service manager picks it up.</summary>
public sealed class ConsoleLogSink : ILogSink
{
    public static ConsoleLogSink Instance { get; } = new();

    public void Write(LogEvent logEvent) => Console.Error.WriteLine(logEvent);
}
