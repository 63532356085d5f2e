using Akka.Actor;
using Akka.Dispatch;

namespace Akka.TestKit;

/// <summary>
/// A clock that a test moves, for systems on real threads. In a system on a <see cref="DeterministicDispatcher"/>, time is virtual already.
/// </summary>
public sealed class TestScheduler : SchedulerBase
{
    private readonly Lock _gate = new();
    private readonly TimerHeap _timers;
    private readonly DateTimeOffset _epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private TimeSpan _now;

    public TestScheduler() => _timers = new TimerHeap { Now = () => MonotonicClock };

    public override DateTimeOffset Now => _epoch + MonotonicClock;

    public override TimeSpan MonotonicClock
    {
        get
        {
            lock (_gate) return _now;
        }
    }

    /// <summary>Lets time pass, and fires what falls due, in order, on this thread.</summary>
    public void Advance(TimeSpan offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(offset, TimeSpan.Zero);
        var end = MonotonicClock + offset;
        while (TakeDue(end) is { } timer) timer.Fire();
        lock (_gate) _now = end;
    }

    /// <exception cref="InvalidOperationException">The moment has passed.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < Now) throw new InvalidOperationException($"You can only advance to a moment after {Now:O}; {when:O} has passed.");
        Advance(when - Now);
    }

    internal override ICancelable StartCore(TimeSpan delay, TimeSpan? interval, Action action)
    {
        lock (_gate) return new Locked(this, _timers.Add(null, _now + delay, interval, action));
    }

    internal override void Shutdown()
    {
    }

    private TimerHeap.Entry? TakeDue(TimeSpan end)
    {
        lock (_gate)
        {
            if (!_timers.TryPopDue(end, out var timer)) return null;
            _now = timer.FiredAt;
            return timer;
        }
    }

    private sealed class Locked(TestScheduler scheduler, TimerHeap.Entry entry) : CancelableBase
    {
        public override void CancelAfter(TimeSpan delay) => scheduler.ScheduleOnce(delay, Cancel);

        private protected override void OnCancel()
        {
            lock (scheduler._gate) entry.Cancel();
        }
    }
}
