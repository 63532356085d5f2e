namespace Akka.Actor;

/// <summary>The stash holds as many messages as its capacity allows.</summary>
public sealed class StashOverflowException(string message) : AkkaException(message);
