namespace Akka.Actor;

/// <summary>A child and the count of its restarts.</summary>
public sealed class ChildRestartStats
{
    private TimeSpan? _windowStart;

    internal ChildRestartStats(LocalActorRef child) => ChildRef = child;

    public IActorRef Child => ChildRef;

    public long Uid => ChildRef.Path.Uid;

    /// <summary>Restarts so far: in the running window, where there is one.</summary>
    public int MaxNrOfRetriesCount { get; private set; }

    internal LocalActorRef ChildRef { get; }

    /// <summary>Counts one more restart, and says whether it is still allowed.</summary>
    /// <param name="maxNrOfRetries">-1 for no limit.</param>
    /// <param name="withinTimeRange">The limit is for each such window; zero or less for one limit for ever. A window without a limit allows one.</param>
    /// <param name="now">Monotonic time.</param>
    internal bool RequestRestartPermission(int maxNrOfRetries, TimeSpan withinTimeRange, TimeSpan now)
    {
        if (maxNrOfRetries == 0) return false;
        var hasWindow = withinTimeRange > TimeSpan.Zero;
        if (maxNrOfRetries < 0 && !hasWindow) return true;
        if (hasWindow && (_windowStart is null || now - _windowStart > withinTimeRange))
        {
            _windowStart = now;
            MaxNrOfRetriesCount = 1;
            return true;
        }

        MaxNrOfRetriesCount++;
        return MaxNrOfRetriesCount <= (maxNrOfRetries < 0 ? 1 : maxNrOfRetries);
    }
}
