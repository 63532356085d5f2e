using System.Runtime.ExceptionServices;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>Failure: an actor that fails stands still with its children until its parent has decided.</content>
internal sealed partial class ActorCell
{
    /// <summary>Whose failure this actor stands still for: its own, or that of a child which it passed up. Null when it has not failed.</summary>
    private InternalActorRef? _perpetrator;

    /// <summary>There is no whole instance to resume: making the new one failed, or its PostRestart did.</summary>
    private bool _failedFatally;

    private void HandleInvokeFailure(Exception failure, IActorRef? alreadySuspended = null)
    {
        if (_perpetrator is not null) return;
        Mailbox.Suspend();
        var escalated = (_systemMessage as Failed)?.Child;
        _perpetrator = escalated ?? SelfRef;
        foreach (var child in Children.Snapshot())
        {
            if (!ReferenceEquals(child, escalated) && !ReferenceEquals(child, alreadySuspended)) child.Suspend();
        }

        ParentRef.SendSystemMessage(new Failed(SelfRef, failure));
    }

    private void HandleChildFailure(Failed failed)
    {
        // The child may have been stopped, and its name given to another, since it sent this.
        if (Children.StatsOf(failed.Child) is not { } stats) return;
        _envelope = new Envelope(failed, failed.Child);
        var children = Children.Stats();
        if (!Strategy.HandleFailure(this, failed.Child, failed.Cause, stats, children))
            ExceptionDispatchInfo.Throw(failed.Cause);
        _envelope = default;
    }

    private SupervisorStrategy Strategy => Props.SupervisorStrategy ?? _actor?.OwnStrategy() ?? SupervisorStrategy.DefaultStrategy;

    private void FaultSuspend()
    {
        Mailbox.Suspend();
        foreach (var child in Children.Snapshot()) child.Suspend();
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_failedFatally && causedByFailure is not null)
        {
            FaultRecreate(causedByFailure);
            return;
        }

        if (_actor is null && !Children.IsTerminating)
        {
            FaultCreate();
            return;
        }

        var perpetrator = _perpetrator;
        Mailbox.Resume();
        if (causedByFailure is not null) ClearFailure();
        foreach (var child in Children.Snapshot()) child.Resume(ReferenceEquals(child, perpetrator) ? causedByFailure : null);
    }

    private void FaultCreate()
    {
        foreach (var child in Children.Snapshot()) Stop(child);
        if (!Children.WaitFor(TerminationReason.Creation, null)) FinishCreate();
    }

    private void FinishCreate()
    {
        Mailbox.Resume();
        ClearFailure();
        CreateFirst();
    }

    private void FaultRecreate(Exception cause)
    {
        if (Children.IsTerminating)
        {
            // Too late to begin anew. Whoever asked has suspended us, and that has to be balanced.
            FaultResume(null);
            return;
        }

        if (_actor is null && !_failedFatally)
        {
            FaultCreate();
            return;
        }

        if (_actor is not null && !_failedFatally) RunPreRestart(_actor, cause);
        if (!Children.WaitFor(TerminationReason.Recreation, cause)) FinishRecreate(cause);
    }

    private void RunPreRestart(ActorBase actor, Exception cause)
    {
        var failing = ReferenceEquals(_perpetrator, SelfRef) ? _envelope.Message : null;
        try
        {
            actor.AroundPreRestart(cause, failing);
        }
        catch (Exception failure)
        {
            var wrapped = new PreRestartException(Self, failure, cause, failing);
            SystemImpl.LoggingBus.Error(wrapped, Self.Path.ToString(), Props.Type, wrapped.Message);
        }
    }

    private void FinishRecreate(Exception cause)
    {
        var survivors = Children.Snapshot();
        var failed = _actor;
        try
        {
            Mailbox.Resume();
            DiscardInstance();
            ClearFailure();
            SystemImpl.Counters.CountRestart();
            _actor = NewActor(failed);
            _actor.AroundPostRestart(cause, null);
        }
        catch (Exception failure)
        {
            // Nothing is left that PreRestart could run on, or that could be resumed.
            _failedFatally = true;
            HandleInvokeFailure(new PostRestartException(Self, failure, cause));
            return;
        }

        foreach (var child in survivors) child.Restart(cause);
    }

    private void ClearFailure()
    {
        _perpetrator = null;
        _failedFatally = false;
    }
}
