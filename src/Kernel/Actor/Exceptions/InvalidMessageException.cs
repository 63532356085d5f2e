namespace Akka.Actor;

/// <summary>A message that cannot be sent: <c>null</c>.</summary>
public sealed class InvalidMessageException(string message) : AkkaException(message);
