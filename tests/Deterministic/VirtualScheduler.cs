using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace MeshNet.Deterministic;

/// <summary>The view that one system has of the time that it shares with the others of its loop.</summary>
public sealed class VirtualScheduler(Config config, ILoggingAdapter log) : SchedulerBase(config, log)
{
    private LoopDispatcher? _dispatcher;

    /// <summary>How far this system's time of day is off. Its monotonic clock is not touched by it.</summary>
    public TimeSpan WallClockOffset { get; set; }

    public override TimeSpan MonotonicClock => Dispatcher.Loop.Now;

    public override TimeSpan HighResMonotonicClock => Dispatcher.Loop.Now;

    protected override DateTimeOffset TimeNow => Dispatcher.Loop.UtcNow + WallClockOffset;

    private LoopDispatcher Dispatcher => _dispatcher ?? throw new InvalidOperationException("The system of this scheduler has no dispatcher yet.");

    internal void Bind(LoopDispatcher dispatcher) => _dispatcher = dispatcher;

    protected override void InternalScheduleTellOnce(
        TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Arm(delay, null, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Arm(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) =>
        Arm(delay, null, action, cancelable);

    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable? cancelable) =>
        Arm(delay, null, action.Run, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Arm(initialDelay, interval, action, cancelable);

    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable? cancelable) =>
        Arm(initialDelay, interval, action.Run, cancelable);

    private void Arm(TimeSpan delay, TimeSpan? interval, Action deed, ICancelable? cancelable)
    {
        if (!Dispatcher.IsAbandoned && cancelable is not { IsCancellationRequested: true })
        {
            Dispatcher.Loop.Arm(new LoopTimer(Dispatcher, MonotonicClock + delay, deed, interval, cancelable));
        }
    }
}
