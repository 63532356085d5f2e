namespace Akka.Actor;

/// <summary>The verdict is carried out on the child that failed, and on no other.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, Timeout.InfiniteTimeSpan, Actor.Decider.From(localOnlyDecider))
    {
    }

    public OneForOneStrategy(IDecider decider)
        : this(-1, Timeout.InfiniteTimeSpan, decider)
    {
    }

    /// <param name="maxNrOfRetries">Restarts before the child is stopped; null or -1 for no limit.</param>
    /// <param name="withinTimeRange">The limit is for each such window; null for one limit for ever.</param>
    /// <param name="localOnlyDecider">The verdict for each exception.</param>
    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, withinTimeRange ?? Timeout.InfiniteTimeSpan, Actor.Decider.From(localOnlyDecider))
    {
    }

    public OneForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, withinTimeRange ?? Timeout.InfiniteTimeSpan, decider)
    {
    }

    public OneForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, TimeSpan.FromMilliseconds(withinTimeMilliseconds), Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    public OneForOneStrategy(int maxNrOfRetries, TimeSpan withinTimeRange, IDecider decider, bool loggingEnabled = true)
        : base(decider, loggingEnabled)
    {
        MaxNumberOfRetries = maxNrOfRetries;
        WithinTimeRange = withinTimeRange;
    }

    public int MaxNumberOfRetries { get; }

    public TimeSpan WithinTimeRange { get; }

    public override void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        if (restart && MayRestart(context, stats, MaxNumberOfRetries, WithinTimeRange)) RestartChild(child, cause, suspendFirst: false);
        else context.Stop(child);
    }
}
