namespace Akka.Actor;

/// <summary>Where actors are made: the system, for those at the top, or a context, for children.</summary>
public interface IActorRefFactory
{
    /// <exception cref="InvalidActorNameException">The name is malformed, or a sibling has it.</exception>
    IActorRef ActorOf(Props props, string? name = null);

    ActorSelection ActorSelection(string actorPath);

    ActorSelection ActorSelection(ActorPath actorPath);
}
