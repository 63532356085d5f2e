namespace Akka.Actor;

/// <summary>The reference to no actor at all: what is sent to it is gone.</summary>
internal sealed class Nobody : MinimalActorRef
{
    public static readonly Nobody Instance = new();

    private Nobody() => Path = ActorPath.Root(new Address("akka", "all-systems")) / "Nobody";

    public override ActorPath Path { get; }

    public override ActorSystemImpl System => throw new NotSupportedException("Nobody belongs to no ActorSystem.");

    public override InternalActorRef Parent => this;

    public override bool IsTerminated => true;
}
