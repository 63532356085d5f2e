namespace Akka.Actor;

/// <summary>What has gone wrong in a system so far.</summary>
public sealed class SystemCounters
{
    private long _deadLetters;
    private long _dropped;
    private long _unhandled;
    private long _restarts;

    internal SystemCounters()
    {
    }

    public long DeadLetters => Volatile.Read(ref _deadLetters);

    /// <summary>Messages that found their mailbox full.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public long Unhandled => Volatile.Read(ref _unhandled);

    public long Restarts => Volatile.Read(ref _restarts);

    internal void CountDeadLetter() => Interlocked.Increment(ref _deadLetters);

    internal void CountDropped() => Interlocked.Increment(ref _dropped);

    internal void CountUnhandled() => Interlocked.Increment(ref _unhandled);

    internal void CountRestart() => Interlocked.Increment(ref _restarts);
}
