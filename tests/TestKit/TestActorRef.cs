using Akka.Actor;

namespace Akka.TestKit;

/// <summary>An actor in virtual time, whose instance a test may look into: each Tell is handled before it returns.</summary>
public sealed class TestActorRef<TActor> : ICanTell
    where TActor : ActorBase
{
    private readonly DeterministicTestKit _kit;

    internal TestActorRef(DeterministicTestKit kit, IActorRef actor)
    {
        _kit = kit;
        Ref = actor;
        kit.RunUntilIdle();
    }

    public IActorRef Ref { get; }

    public ActorPath Path => Ref.Path;

    public TActor UnderlyingActor => ((LocalActorRef)Ref).Cell.Instance as TActor
        ?? throw new TestKitException($"{Ref} has no {typeof(TActor)} instance: it failed, or has stopped.");

    public void Tell(object message, IActorRef? sender)
    {
        Ref.Tell(message, sender);
        _kit.RunUntilIdle();
    }

    public void Tell(object message) => Tell(message, _kit.TestActor);
}
