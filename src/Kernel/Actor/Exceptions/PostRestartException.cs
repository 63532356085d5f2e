namespace Akka.Actor;

/// <summary>The new instance could not be made, or its PostRestart failed.</summary>
public sealed class PostRestartException(IActorRef actor, Exception failure, Exception originalCause)
    : ActorInitializationException(actor, $"exception post restart ({originalCause.GetType()})", failure)
{
    public Exception OriginalCause { get; } = originalCause;
}
