using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A watched actor has stopped. Arrives once, and only while it is still being watched.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, IAdmittedWhenFull
{
    public IActorRef ActorRef { get; } = actorRef;

    /// <summary>False when the actor was already gone when it was first watched.</summary>
    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;

    bool IAdmittedWhenFull.TryAdmit() => true;

    public override string ToString() => $"<Terminated: {ActorRef}, existence confirmed: {ExistenceConfirmed}>";
}
