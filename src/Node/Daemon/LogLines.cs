using System.Globalization;
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

    internal static string Format(LogEvent logged)
    {
        string time = logged.Timestamp.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        string cause = logged.Cause is null ? "" : Environment.NewLine + logged.Cause;
        return $"{time} {logged.LogLevel().StringFor()} {logged.LogSource} {Text(logged)}{cause}";
    }

    protected override void TellInternal(object message, IActorRef sender) => log.WriteLine(Format((LogEvent)message));

    private static string Text(LogEvent logged)
    {
        try
        {
            return logged.Message.ToString() ?? "";
        }
        catch (FormatException)
        {
            // A line with a slip in its format is no reason to fail the actor that writes it: what there is, is shown.
            LogMessage message = (LogMessage)logged.Message;
            return $"{message.Format} [{string.Join(", ", message.Parameters())}]";
        }
    }
}
