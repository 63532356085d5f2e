using Akka.Event;

namespace Akka.Actor;

/// <summary>What a parent does with children that fail.</summary>
public abstract class SupervisorStrategy
{
    private protected SupervisorStrategy(IDecider decider, bool loggingEnabled)
    {
        Decider = decider;
        LoggingEnabled = loggingEnabled;
    }

    /// <summary>Stops what cannot be made, was killed, or broke a death pact; restarts everything else.</summary>
    public static IDecider DefaultDecider { get; } = Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    public static SupervisorStrategy DefaultStrategy { get; } = new OneForOneStrategy(DefaultDecider);

    public static SupervisorStrategy StoppingStrategy { get; } = new OneForOneStrategy(_ => Directive.Stop);

    public IDecider Decider { get; }

    protected bool LoggingEnabled { get; }

    /// <summary>The verdict on one failure.</summary>
    protected virtual Directive Handle(IActorRef child, Exception exception) => Decider.Decide(exception);

    /// <summary>Restarts or stops whom it concerns.</summary>
    public abstract void ProcessFailure(
        IActorContext context, bool restart, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children);

    /// <summary>A child has stopped.</summary>
    public virtual void HandleChildTerminated(IActorContext actorContext, IActorRef child, IEnumerable<IActorRef> children)
    {
    }

    /// <returns>False to escalate.</returns>
    internal bool HandleFailure(
        IActorContext context, IActorRef child, Exception cause, ChildRestartStats stats, IReadOnlyCollection<ChildRestartStats> children)
    {
        var directive = Handle(child, cause);
        if (LoggingEnabled) LogFailure(context, child, cause, directive);
        switch (directive)
        {
            case Directive.Escalate:
                return false;
            case Directive.Resume:
                ResumeChild(child, cause);
                return true;
            case Directive.Restart:
            case Directive.Stop:
                ProcessFailure(context, directive == Directive.Restart, child, cause, stats, children);
                return true;
            default:
                throw new InvalidOperationException($"The decider of {context.Self} gave {(int)directive}, which is no Directive, for {cause.GetType()}.");
        }
    }

    protected static void ResumeChild(IActorRef child, Exception exception) => InternalActorRef.Of(child).Resume(exception);

    /// <summary>A child that has not failed itself has to be suspended first.</summary>
    protected static void RestartChild(IActorRef child, Exception cause, bool suspendFirst)
    {
        var reference = InternalActorRef.Of(child);
        if (suspendFirst) reference.Suspend();
        reference.Restart(cause);
    }

    private protected static bool MayRestart(IActorContext context, ChildRestartStats stats, int maxNrOfRetries, TimeSpan withinTimeRange) =>
        stats.RequestRestartPermission(maxNrOfRetries, withinTimeRange, context.System.Scheduler.MonotonicClock);

    private static void LogFailure(IActorContext context, IActorRef child, Exception cause, Directive directive)
    {
        var level = directive switch
        {
            Directive.Escalate => LogLevel.DebugLevel,
            Directive.Resume => LogLevel.WarningLevel,
            _ => LogLevel.ErrorLevel,
        };
        var told = cause is ActorInitializationException { InnerException: { } inner } ? inner.Message : cause.Message;
        ((ActorSystemImpl)context.System).LoggingBus.Log(level, cause, child.Path.ToString(), context.Props.Type, $"{told} ({directive})");
    }
}
