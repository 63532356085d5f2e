using Akka.Actor;

namespace MeshNet.Deterministic.Kit;

/// <summary>One more test actor, with an inbox and expectations of its own.</summary>
public sealed class TestProbe : Expectations
{
    internal TestProbe(DeterministicLoop loop, ActorSystem system, string? name)
        : base(loop, system, name)
    {
    }

    public IActorRef Ref => TestActor;

    /// <summary>Answers the sender of the message taken last.</summary>
    public void Reply(object message) => LastSender.Tell(message, Ref);
}
