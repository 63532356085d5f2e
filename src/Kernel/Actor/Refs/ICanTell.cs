namespace Akka.Actor;

/// <summary>Whatever a message can be sent to: an actor, or a selection of actors.</summary>
public interface ICanTell
{
    /// <summary>Sends at most once, without waiting. A <c>null</c> sender reads as dead letters at the receiver.</summary>
    void Tell(object message, IActorRef? sender);
}
