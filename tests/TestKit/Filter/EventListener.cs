using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Hands what it is told to a callback, on the thread that tells.</summary>
internal sealed class EventListener(ActorSystem system, Action<object> onEvent) : MinimalActorRef
{
    public override ActorPath Path { get; } = ((ActorSystemImpl)system).RootPath.Child("eventListener", ((ActorSystemImpl)system).NextUid());

    public override ActorSystemImpl System => (ActorSystemImpl)system;

    public override InternalActorRef Parent => (InternalActorRef)system.DeadLetters;

    protected override void TellInternal(object message, IActorRef? sender) => onEvent(message);
}
