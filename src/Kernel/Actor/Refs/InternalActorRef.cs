using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>What the kernel itself may ask of a reference, beside Tell.</summary>
internal abstract class InternalActorRef : ActorRefBase
{
    public abstract ActorSystemImpl System { get; }

    public abstract InternalActorRef Parent { get; }

    public abstract bool IsTerminated { get; }

    public abstract void SendSystemMessage(SystemMessage message);

    public virtual InternalActorRef? GetChild(string name) => null;

    public virtual IReadOnlyList<InternalActorRef> GetChildren() => [];

    public void Stop() => SendSystemMessage(new Terminate());

    public void Suspend() => SendSystemMessage(new Suspend());

    public void Resume(Exception? causedByFailure) => SendSystemMessage(new Resume(causedByFailure));

    public void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    /// <exception cref="ArgumentException">The reference was not made by this kernel.</exception>
    public static InternalActorRef Of(IActorRef reference) => reference as InternalActorRef
        ?? throw new ArgumentException($"{reference} was not made by an ActorSystem of this kernel.", nameof(reference));
}
