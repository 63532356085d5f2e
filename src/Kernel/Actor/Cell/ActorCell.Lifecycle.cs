using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>Birth and death.</content>
internal sealed partial class ActorCell
{
    /// <summary>Answers what still comes in for an actor that is no more.</summary>
    public void SystemInvokeClosed(SystemMessage? batch)
    {
        while (batch is not null)
        {
            var message = batch;
            batch = message.Next;
            message.Next = null;
            AnswerClosed(message);
        }
    }

    private void CreateFirst()
    {
        try
        {
            _actor = NewActor(previous: null);
            _actor.AroundPreStart();
        }
        catch (Exception failure)
        {
            DiscardInstance();
            throw new ActorInitializationException(Self, "exception during creation", failure);
        }
    }

    private ActorBase NewActor(ActorBase? previous)
    {
        _behaviors.Clear();
        var actor = Props.NewActor();
        if (!ReferenceEquals(actor.Cell, this) || ReferenceEquals(actor, previous))
        {
            throw new ActorInitializationException(
                Self, $"the factory of {Props.Type} gave an instance that has been used before: it must make a new one each time");
        }

        var initial = actor.InitialBehavior;
        if (_behaviors.Count == 0) _behaviors.Push(initial);
        if (actor is IWithStash stashing) stashing.Stash = _stash = new StashImpl(this, Props.StashCapacity);
        if (actor is IWithTimers timing) timing.Timers = _timers = new TimerScheduler(this);
        return actor;
    }

    private void BeginTermination()
    {
        SetReceiveTimeout(null);
        OrphanPendingHandlers();
        UnwatchAll();
        if (Children.IsTerminating) return;
        var children = Children.BeginTermination();
        foreach (var child in children) child.Stop();
        if (children.Count == 0)
        {
            FinishTerminate();
            return;
        }

        // From here on no user message is handled; system messages are, until the last child has gone.
        Mailbox.Suspend();
        _perpetrator = SelfRef;
    }

    private void FinishTerminate()
    {
        try
        {
            _actor?.AroundPostStop();
        }
        catch (Exception failure)
        {
            SystemImpl.LoggingBus.Error(failure, Self.Path.ToString(), Props.Type, "PostStop failed");
        }

        DiscardInstance();
        SystemImpl.EventStream.Unsubscribe(Self);
        Mailbox.Close();
        ParentRef.SendSystemMessage(new DeathWatchNotification(SelfRef, existenceConfirmed: true));
        TellWatchers();
        UnwatchAll();
        while (_held.TryDequeue(out var message)) AnswerClosed(message);
    }

    /// <summary>Lets go of the instance: its stash goes back to the mailbox, its timers and unfinished handlers are cut off.</summary>
    private void DiscardInstance()
    {
        OrphanPendingHandlers();
        _timers?.CancelAll();
        _timers = null;
        _stash?.UnstashAll();
        _stash = null;
        var actor = _actor;
        _actor = null;
        _behaviors.Clear();
        _envelope = default;
        if (actor is IDisposable disposable) DisposeInstance(disposable);
    }

    private void DisposeInstance(IDisposable instance)
    {
        try
        {
            instance.Dispose();
        }
        catch (Exception failure)
        {
            SystemImpl.LoggingBus.Error(failure, Self.Path.ToString(), Props.Type, "Dispose failed");
        }
    }

    private void AnswerClosed(SystemMessage message)
    {
        switch (message)
        {
            case Watch watch:
                watch.Watcher.SendSystemMessage(new DeathWatchNotification(SelfRef, existenceConfirmed: false));
                break;
            case RunContinuation continuation:
                Dispatcher.Execute(new DetachedContinuation(SystemImpl, continuation));
                break;
        }
    }
}
