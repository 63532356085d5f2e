namespace Akka.Actor;

/// <summary>An actor with timers, which it gets before PreStart. They end with the instance.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}
