using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>The view that one system has of the virtual time it shares with others.</summary>
public sealed class DeterministicScheduler : SchedulerBase
{
    private readonly DeterministicDispatcher _dispatcher;
    private readonly object? _owner;
    private bool _isShutDown;

    internal DeterministicScheduler(DeterministicDispatcher dispatcher, object? owner)
    {
        _dispatcher = dispatcher;
        _owner = owner;
    }

    /// <summary>How far this system's time of day is off. Its monotonic clock is not touched by it.</summary>
    public TimeSpan WallClockOffset { get; set; }

    public override DateTimeOffset Now => _dispatcher.UtcNow + WallClockOffset;

    public override TimeSpan MonotonicClock => _dispatcher.Now;

    internal override ICancelable StartCore(TimeSpan delay, TimeSpan? interval, Action action)
    {
        if (_isShutDown) throw new SchedulerException("The scheduler has been shut down with its system.");
        return _dispatcher.Arm(_owner, delay, interval, action);
    }

    internal override void Shutdown()
    {
        _isShutDown = true;
        if (_owner is not null) _dispatcher.Disarm(_owner);
    }
}
