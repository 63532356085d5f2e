using Akka.Actor;

namespace Akka.Event;

/// <summary>The receiver lives, but its mailbox was full.</summary>
public sealed class Dropped(object message, string reason, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient)
{
    public string Reason { get; } = reason;

    public override string ToString() => $"{base.ToString()}, {Reason}";
}
