using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Time and timers of a <see cref="TimeProvider"/>.</summary>
internal sealed class TimeProviderScheduler(ActorSystemImpl system, TimeProvider timeProvider) : SchedulerBase
{
    private readonly long _start = timeProvider.GetTimestamp();
    private volatile bool _isShutDown;

    public override DateTimeOffset Now => timeProvider.GetUtcNow();

    public override TimeSpan MonotonicClock => timeProvider.GetElapsedTime(_start);

    internal override ICancelable StartCore(TimeSpan delay, TimeSpan? interval, Action action)
    {
        if (_isShutDown) throw new SchedulerException($"The scheduler of {system.Name} has been shut down.");
        return new Work(this, delay, interval ?? Timeout.InfiniteTimeSpan, action);
    }

    internal override void Shutdown() => _isShutDown = true;

    private sealed class Work : CancelableBase
    {
        private readonly TimeProviderScheduler _scheduler;
        private readonly Action _action;
        private readonly bool _repeats;
        private readonly ITimer _timer;

        public Work(TimeProviderScheduler scheduler, TimeSpan delay, TimeSpan interval, Action action)
        {
            _scheduler = scheduler;
            _action = action;
            _repeats = interval != Timeout.InfiniteTimeSpan;

            // Two steps, so that the timer cannot fire before the field that it disposes of is set.
            _timer = scheduler.TimeProvider.CreateTimer(static state => ((Work)state!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(delay, interval);
        }

        public override void CancelAfter(TimeSpan delay) => _scheduler.Start(delay, null, Cancel);

        private protected override void OnCancel() => _timer.Dispose();

        private void Fire()
        {
            if (_scheduler._isShutDown || !_repeats) _timer.Dispose();
            if (_scheduler._isShutDown || IsCancellationRequested) return;
            try
            {
                _action();
            }
            catch (Exception failure)
            {
                _scheduler.Report(failure);
            }
        }
    }

    private TimeProvider TimeProvider => timeProvider;

    private void Report(Exception failure) => system.LoggingBus.Error(
        failure, nameof(TimeProviderScheduler), typeof(TimeProviderScheduler), "a scheduled action failed");
}
