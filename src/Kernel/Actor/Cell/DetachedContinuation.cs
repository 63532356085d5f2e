using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>
/// The rest of a handler whose actor has stopped or restarted. It runs, so that its <c>finally</c> blocks do, but as no actor: Context
/// throws, and Tell has no sender.
/// </summary>
internal sealed class DetachedContinuation(ActorSystemImpl system, RunContinuation continuation) : IOwnedWork
{
    public ActorSystemImpl System => system;

    public void Execute() => continuation.Invoke();
}
