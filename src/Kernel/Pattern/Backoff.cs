using Akka.Actor;

namespace Akka.Pattern;

/// <summary>When a <see cref="BackoffSupervisor"/> brings its child back.</summary>
public static class Backoff
{
    /// <summary>After it has failed with an exception that would mean a restart.</summary>
    /// <param name="childProps">The child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The wait after the first failure; it doubles with each.</param>
    /// <param name="maxBackoff">The longest wait, jitter aside.</param>
    /// <param name="randomFactor">Up to so much of the wait is added at random: 0.2 for a fifth.</param>
    /// <param name="maxNrOfRetries">Restarts before it is given up; -1 for no limit.</param>
    public static BackoffOptions OnFailure(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new(onFailure: true, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);

    /// <summary>After it has stopped, for whatever reason; an exception that would mean a restart restarts it at once, as ever.</summary>
    /// <param name="childProps">The child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The wait after the first stop; it doubles with each.</param>
    /// <param name="maxBackoff">The longest wait, jitter aside.</param>
    /// <param name="randomFactor">Up to so much of the wait is added at random: 0.2 for a fifth.</param>
    /// <param name="maxNrOfRetries">Restarts before it is given up; -1 for no limit.</param>
    public static BackoffOptions OnStop(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new(onFailure: false, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);
}
