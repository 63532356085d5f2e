namespace Akka.Dispatch;

/// <summary>
/// A notice that a full mailbox still takes: losing it would leave the actor waiting for ever, and there are only so many of them (one for
/// each watched actor, one for each timer).
/// </summary>
internal interface IAdmittedWhenFull
{
    /// <summary>False when one like it is waiting in there already.</summary>
    bool TryAdmit();
}
