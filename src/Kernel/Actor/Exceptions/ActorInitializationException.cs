namespace Akka.Actor;

/// <summary>The constructor or PreStart of an actor failed, or an actor was made by <c>new</c> instead of Props.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    public ActorInitializationException(IActorRef? actor, string message, Exception? cause = null)
        : base(actor is null ? message : $"{actor}: {message}", cause) => Actor = actor;

    public IActorRef? Actor { get; }
}
