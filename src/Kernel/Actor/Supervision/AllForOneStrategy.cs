namespace Akka.Actor;

/// <summary>The verdict on one child is carried out on all of its siblings too.</summary>
public sealed class AllForOneStrategy : SupervisorStrategy
{
    public AllForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(-1, Timeout.InfiniteTimeSpan, Actor.Decider.From(localOnlyDecider))
    {
    }

    public AllForOneStrategy(IDecider decider)
        : this(-1, Timeout.InfiniteTimeSpan, decider)
    {
    }

    /// <param name="maxNrOfRetries">Restarts before the children are stopped; null or -1 for no limit.</param>
    /// <param name="withinTimeRange">The limit is for each such window; null for one limit for ever.</param>
    /// <param name="localOnlyDecider">The verdict for each exception.</param>
    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries ?? -1, withinTimeRange ?? Timeout.InfiniteTimeSpan, Actor.Decider.From(localOnlyDecider))
    {
    }

    public AllForOneStrategy(int? maxNrOfRetries, TimeSpan? withinTimeRange, IDecider decider)
        : this(maxNrOfRetries ?? -1, withinTimeRange ?? Timeout.InfiniteTimeSpan, decider)
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, int withinTimeMilliseconds, Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries, TimeSpan.FromMilliseconds(withinTimeMilliseconds), Actor.Decider.From(localOnlyDecider), loggingEnabled)
    {
    }

    public AllForOneStrategy(int maxNrOfRetries, TimeSpan withinTimeRange, IDecider decider, bool loggingEnabled = true)
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
        if (restart && children.All(one => MayRestart(context, one, MaxNumberOfRetries, WithinTimeRange)))
        {
            foreach (var one in children) RestartChild(one.Child, cause, suspendFirst: !one.Child.Equals(child));
            return;
        }

        foreach (var one in children) context.Stop(one.Child);
    }
}
