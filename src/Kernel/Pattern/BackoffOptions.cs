using Akka.Actor;

namespace Akka.Pattern;

/// <summary>How a <see cref="BackoffSupervisor"/> treats its child. Immutable.</summary>
public sealed record BackoffOptions
{
    internal BackoffOptions(
        bool onFailure, Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(minBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBackoff, minBackoff);
        ArgumentOutOfRangeException.ThrowIfNegative(randomFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(randomFactor, 1);
        OnFailure = onFailure;
        ChildProps = childProps;
        ChildName = childName;
        MinBackoff = minBackoff;
        MaxBackoff = maxBackoff;
        RandomFactor = randomFactor;
        MaxNrOfRetries = maxNrOfRetries;
        AutoReset = minBackoff;
    }

    internal bool OnFailure { get; }

    internal Props ChildProps { get; }

    internal string ChildName { get; }

    internal TimeSpan MinBackoff { get; }

    internal TimeSpan MaxBackoff { get; }

    internal double RandomFactor { get; }

    internal int MaxNrOfRetries { get; private init; }

    internal TimeSpan? AutoReset { get; private init; }

    internal OneForOneStrategy Strategy { get; private init; } = new(SupervisorStrategy.DefaultDecider);

    internal object? ReplyWhileStopped { get; private init; }

    internal Func<object, bool>? FinalStopMessage { get; private init; }

    /// <summary>The count of restarts begins anew when the child has lived for so long. The default: the shortest wait.</summary>
    public BackoffOptions WithAutoReset(TimeSpan resetBackoff) => this with { AutoReset = resetBackoff };

    /// <summary>The count begins anew only when somebody sends <see cref="BackoffSupervisor.Reset"/>.</summary>
    public BackoffOptions WithManualReset() => this with { AutoReset = null };

    public BackoffOptions WithSupervisorStrategy(OneForOneStrategy supervisorStrategy) => this with { Strategy = supervisorStrategy };

    /// <summary>Every failure stops the child.</summary>
    public BackoffOptions WithDefaultStoppingStrategy() => this with { Strategy = new OneForOneStrategy(_ => Directive.Stop) };

    /// <summary>Answers for the child while it is away; otherwise what is sent to it then is a dead letter.</summary>
    public BackoffOptions WithReplyWhileStopped(object replyWhileStopped) => this with { ReplyWhileStopped = replyWhileStopped };

    public BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) => this with { MaxNrOfRetries = maxNrOfRetries };

    /// <summary>After a message that this picks, the child's stop is the supervisor's too.</summary>
    public BackoffOptions WithFinalStopMessage(Func<object, bool> isFinalStopMessage) => this with { FinalStopMessage = isFinalStopMessage };

    /// <summary>The wait before restart number <paramref name="restartCount"/> (from 0).</summary>
    internal TimeSpan Delay(int restartCount, double random)
    {
        // Above this the doubling would overflow; it is beyond any maximum long before.
        const int MostDoublings = 30;
        var doubled = MinBackoff.TotalMilliseconds * Math.Pow(2, Math.Min(restartCount, MostDoublings));
        return TimeSpan.FromMilliseconds(Math.Min(doubled, MaxBackoff.TotalMilliseconds) * (1 + (random * RandomFactor)));
    }
}
