using Akka.Dispatch;
using Akka.Event;

namespace Akka.Actor;

/// <summary>Stops the actor when its turn in the mailbox comes: what was sent before is handled.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, IAdmittedWhenFull
{
    private PoisonPill()
    {
    }

    public static PoisonPill Instance { get; } = new();

    bool IAdmittedWhenFull.TryAdmit() => true;

    public override string ToString() => "<PoisonPill>";
}
