using Akka.Actor;

namespace Akka.Event;

/// <summary>No handler of the receiver took the message.</summary>
public sealed class UnhandledMessage(object message, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);
