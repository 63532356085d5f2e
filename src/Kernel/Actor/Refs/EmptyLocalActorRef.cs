namespace Akka.Actor;

/// <summary>Stands, in a dead letter, for the actor that a selection did not find.</summary>
internal sealed class EmptyLocalActorRef(ActorSystemImpl system, string path) : MinimalActorRef
{
    public override ActorPath Path { get; } = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(system.RootPath, (parent, name) => parent / name);

    public override ActorSystemImpl System => system;

    public override InternalActorRef Parent => Nobody.Instance;

    public override bool IsTerminated => true;

    protected override void TellInternal(object message, IActorRef? sender) =>
        system.DeadLetterRef.Deliver(message, sender ?? system.DeadLetters, this);
}
