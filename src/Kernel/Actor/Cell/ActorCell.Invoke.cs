using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>How messages reach the actor.</content>
internal sealed partial class ActorCell
{
    private readonly Queue<SystemMessage> _held = new();
    private SystemMessage? _systemMessage;

    public void Invoke(in Envelope envelope)
    {
        _envelope = envelope;
        InvocationCount++;
        try
        {
            if (envelope.Message is IAutoReceivedMessage automatic) AutoReceive(automatic);
            else Deliver(envelope.Message);
        }
        catch (Exception failure)
        {
            HandleInvokeFailure(failure);
        }

        if (_receiveTimeout is not null) NoteActivity(_envelope.Message);
        if (_perpetrator is null) _envelope = default;
    }

    /// <summary>Handles a batch of system messages in order, holding back those whose time has not come.</summary>
    public void SystemInvoke(SystemMessage? batch)
    {
        while (batch is not null)
        {
            var message = batch;
            batch = message.Next;
            message.Next = null;
            if (Mailbox.IsClosed)
            {
                AnswerClosed(message);
                continue;
            }

            var before = HoldLevel;
            if (MustWait(message, before))
            {
                _held.Enqueue(message);
                continue;
            }

            Handle(message);
            if (_held.Count > 0 && HoldLevel < before) batch = ReleaseHeld(batch);
        }
    }

    private void Deliver(object message)
    {
        var actor = _actor ?? throw new InvalidOperationException($"{Self} has no instance to handle {message}.");
        actor.AroundReceive(_behaviors.Peek(), message);
    }

    private void AutoReceive(IAutoReceivedMessage message)
    {
        switch (message)
        {
            case TimerTick tick:
                DeliverTick(tick);
                break;
            case Terminated terminated:
                DeliverTerminated(terminated);
                break;
            case PoisonPill:
                SelfRef.Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
            default:
                Deliver(message);
                break;
        }
    }

    private void DeliverTick(TimerTick tick)
    {
        if (_timers is null || !_timers.TryOpen(tick)) return;
        _envelope = new Envelope(tick.Message, _envelope.Sender);
        if (tick.Message is IAutoReceivedMessage automatic) AutoReceive(automatic);
        else Deliver(tick.Message);
    }

    private void Handle(SystemMessage message)
    {
        _systemMessage = message;
        try
        {
            Dispatch(message);
        }
        catch (Exception failure)
        {
            HandleInvokeFailure(failure);
        }
        finally
        {
            _systemMessage = null;
        }
    }

    private void Dispatch(SystemMessage message)
    {
        switch (message)
        {
            case Create: CreateFirst(); break;
            case Recreate recreate: FaultRecreate(recreate.Cause); break;
            case Suspend: FaultSuspend(); break;
            case Resume resume: FaultResume(resume.CausedByFailure); break;
            case Terminate: BeginTermination(); break;
            case Failed failed: HandleChildFailure(failed); break;
            case Watch watch: AddWatcher(watch); break;
            case Unwatch unwatch: RemoveWatcher(unwatch); break;
            case DeathWatchNotification notification: HandleDeath(notification); break;
            case RunContinuation continuation: ContinueHandler(continuation); break;
            case HandlerCompleted completed: CompleteHandler(completed); break;
            case CheckReceiveTimeout check: HandleReceiveTimeoutCheck(check); break;
            default: throw new InvalidOperationException($"{Self} was sent a system message that it does not know: {message}.");
        }
    }

    /// <summary>2 while children must stop before the next instance can be made, 1 while suspended, else 0.</summary>
    private int HoldLevel => Children.IsWaitingToRecreate ? 2 : Mailbox.IsSuspended ? 1 : 0;

    private static bool MustWait(SystemMessage message, int level) => level switch
    {
        2 => message.WaitsForChildren,
        1 => message.WaitsForResume,
        _ => false,
    };

    private SystemMessage ReleaseHeld(SystemMessage? rest)
    {
        SystemMessage? first = null;
        SystemMessage? last = null;
        while (_held.TryDequeue(out var message))
        {
            if (last is null) first = message;
            else last.Next = message;
            last = message;
        }

        last!.Next = rest;
        return first!;
    }
}
