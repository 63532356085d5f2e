namespace Akka.Actor;

/// <summary>A clock and timers in the place of the dispatcher's own.</summary>
public sealed class SchedulerSetup(SchedulerBase scheduler) : Setup
{
    public SchedulerBase Scheduler { get; } = scheduler;
}
