using Akka.Actor;

namespace Akka.Event;

/// <summary>A dead letter that is expected, by its type: <see cref="IDeadLetterSuppression"/>.</summary>
public sealed class SuppressedDeadLetter(object message, IActorRef sender, IActorRef recipient) : AllDeadLetters(message, sender, recipient);
