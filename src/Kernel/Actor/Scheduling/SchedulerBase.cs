namespace Akka.Actor;

/// <summary>All of the scheduler's interface on one primitive, <see cref="Start"/>.</summary>
public abstract class SchedulerBase : IScheduler, IAdvancedScheduler
{
    private protected SchedulerBase()
    {
    }

    public IAdvancedScheduler Advanced => this;

    public abstract DateTimeOffset Now { get; }

    public abstract TimeSpan MonotonicClock { get; }

    public virtual TimeSpan HighResMonotonicClock => MonotonicClock;

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender) =>
        Start(delay, null, () => receiver.Tell(message, sender));

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        StartCancelable(delay, null, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender) =>
        Start(initialDelay, interval, () => receiver.Tell(message, sender));

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        StartCancelable(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => Start(delay, null, action);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => StartCancelable(delay, null, action, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => Start(initialDelay, interval, action);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        StartCancelable(initialDelay, interval, action, cancelable);

    /// <summary>Runs the action after the delay, and then, with an interval, again and again. Any thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative delay, or an interval that is not positive.</exception>
    internal ICancelable Start(TimeSpan delay, TimeSpan? interval, Action action)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } period) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(period, TimeSpan.Zero, nameof(interval));
        return StartCore(delay, interval, action);
    }

    internal abstract ICancelable StartCore(TimeSpan delay, TimeSpan? interval, Action action);

    /// <summary>The system has terminated: nothing that is scheduled runs any more.</summary>
    internal abstract void Shutdown();

    private void StartCancelable(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        if (cancelable is null)
        {
            Start(delay, interval, action);
            return;
        }

        if (cancelable.IsCancellationRequested) return;
        var work = Start(delay, interval, () =>
        {
            if (!cancelable.IsCancellationRequested) action();
        });
        cancelable.Token.Register(work.Cancel);
    }
}
