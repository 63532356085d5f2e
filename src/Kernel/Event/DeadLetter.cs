using Akka.Actor;

namespace Akka.Event;

/// <summary>The receiver has stopped, or was never there.</summary>
public sealed class DeadLetter(object message, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);
