namespace Akka.Actor;

/// <summary>A handle to one incarnation of an actor. It stays valid, and harmless, after the actor has stopped.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>
{
    ActorPath Path { get; }
}
