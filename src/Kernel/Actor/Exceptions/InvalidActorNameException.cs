namespace Akka.Actor;

/// <summary>The name is malformed, or a sibling has it.</summary>
public sealed class InvalidActorNameException(string message) : AkkaException(message);
