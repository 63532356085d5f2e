using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>A reference with no actor behind it: nothing to supervise, nothing to stop.</summary>
internal abstract class MinimalActorRef : InternalActorRef
{
    public override bool IsTerminated => false;

    protected override void TellInternal(object message, IActorRef? sender)
    {
    }

    public override void SendSystemMessage(SystemMessage message)
    {
        if (message is Watch watch && Equals(watch.Watchee)) AnswerWatch(watch);
    }

    /// <summary>There is no life here to watch the end of: the watcher is told at once.</summary>
    protected virtual void AnswerWatch(Watch watch) =>
        watch.Watcher.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: false));
}
