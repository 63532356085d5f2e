using Akka.Actor;
using Akka.Event;

namespace MeshNet.Deterministic;

/// <summary>
/// Takes a system's log events at once, on the thread that logs. Akka's own loggers are actors which the start of a system waits for: on a
/// loop, that would be for ever.
/// </summary>
internal sealed class LogSink(IActorRefProvider provider, Action<LogEvent> log) : MinimalActorRef
{
    public override ActorPath Path { get; } = provider.RootPath / "log";

    public override IActorRefProvider Provider => provider;

    public static LogSink Attach(ActorSystem system, LogLevel level, Action<LogEvent> log)
    {
        LogSink sink = new(((ExtendedActorSystem)system).Provider, log);
        foreach (LogLevel one in Enum.GetValues<LogLevel>().Where(one => one >= level))
        {
            system.EventStream.Subscribe(sink, one.ClassFor());
        }

        return sink;
    }

    protected override void TellInternal(object message, IActorRef sender) => log((LogEvent)message);
}
