namespace Akka.Actor;

/// <summary>An ActorSelection led to no actor.</summary>
public sealed class ActorNotFoundException(string message, Exception? cause = null) : AkkaException(message, cause);
