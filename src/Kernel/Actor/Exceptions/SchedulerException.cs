namespace Akka.Actor;

/// <summary>The scheduler was asked for something that it cannot do, or has been shut down.</summary>
public sealed class SchedulerException(string message) : AkkaException(message);
