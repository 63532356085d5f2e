namespace Akka.Actor;

/// <summary>Thrown inside an actor that receives <see cref="Kill"/>.</summary>
public sealed class ActorKilledException(string message) : AkkaException(message);
