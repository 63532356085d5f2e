using Akka.Event;

namespace Akka.Actor;

/// <summary>Where messages go that have no receiver: published on the EventStream, counted, the first few logged.</summary>
internal sealed class DeadLetterActorRef : MinimalActorRef
{
    public DeadLetterActorRef(ActorSystemImpl system)
    {
        System = system;
        Path = system.RootPath / "deadLetters";
    }

    public override ActorPath Path { get; }

    public override ActorSystemImpl System { get; }

    public override InternalActorRef Parent => Nobody.Instance;

    protected override void TellInternal(object message, IActorRef? sender) => Deliver(message, sender ?? this, this);

    /// <summary>Takes in what <paramref name="recipient"/> can no longer receive.</summary>
    public void Deliver(object message, IActorRef sender, IActorRef recipient)
    {
        switch (message)
        {
            case Identify identify:
                sender.Tell(new ActorIdentity(identify.MessageId, null), recipient);
                return;
            case AllDeadLetters:
                // A subscriber of dead letters that is dead itself: wrapping it again would never end.
                return;
            case IDeadLetterSuppression:
                System.EventStream.Publish(new SuppressedDeadLetter(message, sender, recipient));
                return;
            default:
                System.Counters.CountDeadLetter();
                System.EventStream.Publish(new DeadLetter(message, sender, recipient));
                System.DeadLetterLog.Note(message, sender, recipient);
                return;
        }
    }
}
