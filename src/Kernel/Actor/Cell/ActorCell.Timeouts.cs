using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <content>
/// Receive timeout. The timer is not moved for every message: it looks, when it fires, how long ago the last message was, and sleeps
/// again for what is left.
/// </content>
internal sealed partial class ActorCell
{
    private StashImpl? _stash;
    private TimerScheduler? _timers;
    private TimeSpan? _receiveTimeout;
    private TimeSpan _lastActivity;
    private ICancelable? _receiveTimer;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? receiveTimeout)
    {
        if (receiveTimeout is { } given) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(given, TimeSpan.Zero, nameof(receiveTimeout));
        _receiveTimeout = receiveTimeout;
        _receiveTimer?.Cancel();
        _receiveTimer = null;
        if (receiveTimeout is not { } timeout) return;
        _lastActivity = SystemImpl.Scheduler.MonotonicClock;
        ArmReceiveTimer(timeout);
    }

    private void NoteActivity(object message)
    {
        if (message is INotInfluenceReceiveTimeout) return;
        _lastActivity = SystemImpl.Scheduler.MonotonicClock;
        if (_receiveTimer is null) ArmReceiveTimer(_receiveTimeout!.Value);
    }

    private void ArmReceiveTimer(TimeSpan delay)
    {
        var check = new CheckReceiveTimeout();
        check.Timer = _receiveTimer = SystemImpl.SchedulerImpl.Start(delay, null, () => Mailbox.PostSystem(check));
    }

    private void HandleReceiveTimeoutCheck(CheckReceiveTimeout check)
    {
        if (_receiveTimeout is not { } timeout || !ReferenceEquals(check.Timer, _receiveTimer)) return;
        _receiveTimer = null;
        if (_pendingHandlers is not null) _lastActivity = SystemImpl.Scheduler.MonotonicClock;
        var left = timeout - (SystemImpl.Scheduler.MonotonicClock - _lastActivity);
        if (left > TimeSpan.Zero) ArmReceiveTimer(left);
        else Self.Tell(Actor.ReceiveTimeout.Instance, ActorRefs.NoSender);
    }
}
