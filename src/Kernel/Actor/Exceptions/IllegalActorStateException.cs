namespace Akka.Actor;

/// <summary>A call that is wrong in this state of the actor, such as stashing one message twice.</summary>
public sealed class IllegalActorStateException(string message) : AkkaException(message);
