using Akka.Actor;

namespace Akka.TestKit;

/// <summary>One more test actor, with an inbox and expectations of its own.</summary>
public sealed class TestProbe : TestKitBase, ICanTell
{
    internal TestProbe(ActorSystem system, TestTime time, string? name)
        : base(system, time, name)
    {
    }

    public IActorRef Ref => TestActor;

    /// <summary>Who sent the message taken last.</summary>
    public IActorRef Sender => LastSender;

    /// <summary>Answers the sender of the message taken last.</summary>
    public void Reply(object message) => Sender.Tell(message, Ref);

    /// <summary>Sends as the probe.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, Ref);

    /// <summary>Sends the message taken last on, with its sender.</summary>
    public void Forward(IActorRef actor) =>
        Forward(actor, LastMessage ?? throw new TestKitException("No message has been taken yet, so there is none to forward."));

    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    public void Tell(object message, IActorRef? sender) => Ref.Tell(message, sender);
}
