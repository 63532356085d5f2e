namespace Akka.Actor;

/// <summary>An actor that watched another did not handle its <see cref="Terminated"/>.</summary>
public sealed class DeathPactException(IActorRef deadActor)
    : AkkaException($"Monitored actor {deadActor} terminated, and Terminated was not handled.")
{
    public IActorRef DeadActor { get; } = deadActor;
}
