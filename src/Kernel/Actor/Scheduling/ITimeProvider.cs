namespace Akka.Actor;

/// <summary>The clocks of an actor system. Actors read no other.</summary>
public interface ITimeProvider
{
    /// <summary>The time of day, in UTC. It may jump.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Time since some moment in the past. It never goes back.</summary>
    TimeSpan MonotonicClock { get; }

    TimeSpan HighResMonotonicClock { get; }
}
