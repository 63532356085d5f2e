using Akka.Actor;

namespace Akka.Event;

/// <summary>Logs the first dead letters of a system, and says when it falls silent: they come in floods.</summary>
internal sealed class DeadLetterLog(ActorSystemImpl system, int limit)
{
    private int _logged;

    public void Note(object message, IActorRef sender, IActorRef recipient)
    {
        if (Volatile.Read(ref _logged) >= limit || system.IsTerminating) return;
        var number = Interlocked.Increment(ref _logged);
        if (number > limit) return;
        var last = number == limit ? " No more dead letters will be logged." : "";
        system.LoggingBus.Log(
            LogLevel.InfoLevel,
            null,
            recipient.Path.ToString(),
            typeof(DeadLetterLog),
            new LogMessage(
                "Message {0} from {1} to {2} was not delivered: {3} of at most {4} dead letters logged.{5}",
                message.GetType().Name, sender, recipient, number, limit, last));
    }
}
