using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The reference to an actor with a mailbox.</summary>
internal sealed class LocalActorRef : InternalActorRef
{
    public LocalActorRef(ActorCell cell, ActorPath path)
    {
        Cell = cell;
        Path = path;
    }

    public ActorCell Cell { get; }

    public override ActorPath Path { get; }

    public override ActorSystemImpl System => Cell.SystemImpl;

    public override InternalActorRef Parent => Cell.ParentRef;

    public override bool IsTerminated => Cell.Mailbox.IsClosed;

    protected override void TellInternal(object message, IActorRef? sender) => Cell.Mailbox.Post(new Envelope(message, sender));

    public override void SendSystemMessage(SystemMessage message) => Cell.Mailbox.PostSystem(message);

    public override InternalActorRef? GetChild(string name) => Cell.Children.Find(name);

    public override IReadOnlyList<InternalActorRef> GetChildren() => Cell.Children.Snapshot();
}
