namespace Akka.Actor;

/// <summary>Swallows replies that nobody wants, without a dead letter.</summary>
internal sealed class IgnoreActorRef : MinimalActorRef
{
    public IgnoreActorRef(ActorSystemImpl system)
    {
        System = system;
        Path = system.RootPath / "ignore";
    }

    public override ActorPath Path { get; }

    public override ActorSystemImpl System { get; }

    public override InternalActorRef Parent => Nobody.Instance;

    protected override void AnswerWatch(Dispatch.SysMsg.Watch watch)
    {
    }
}
