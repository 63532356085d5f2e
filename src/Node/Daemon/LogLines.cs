using Akka.Actor;
using Akka.Event;

namespace MeshNet.Node.Daemon;

/// <summary>
/// Writes each log event of a system as one line, at once and on the thread that logs: what was logged before a crash has been written.
/// </summary>
internal sealed class LogLines(IActorRefProvider provider, TextWriter log) : MinimalActorRef
{
    public override ActorPath Path { get; } = provider.RootPath / "log";

    public override IActorRefProvider Provider => provider;

    public static void Attach(ActorSystem system, LogLevel level, TextWriter log)
    {
        LogLines lines = new(((ExtendedActorSystem)system).Provider, log);
        foreach (LogLevel one in Enum.GetValues<LogLevel>().Where(one => one >= level))
        {
            system.EventStream.Subscribe(lines, one.ClassFor());
        }
    }

    protected override void TellInternal(object message, IActorRef sender) => log.WriteLine(Format((LogEvent)message));

    private static string Format(LogEvent logged)
    {
        string time = logged.Timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string cause = logged.Cause is null ? "" : Environment.NewLine + logged.Cause;
        return $"{time} {logged.LogLevel().StringFor()} {logged.LogSource} {logged.Message}{cause}";
    }
}
