namespace Akka.Actor;

/// <summary>A switch to hand to the scheduler, or to whatever else should be called off with it.</summary>
public sealed class Cancelable(IScheduler scheduler) : CancelableBase
{
    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    public override void CancelAfter(TimeSpan delay) => scheduler.Advanced.ScheduleOnce(delay, Cancel);
}
