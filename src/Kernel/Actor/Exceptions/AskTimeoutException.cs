namespace Akka.Actor;

/// <summary>Nobody answered an Ask in time.</summary>
public sealed class AskTimeoutException(string message) : AkkaException(message);
