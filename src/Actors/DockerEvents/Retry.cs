namespace MeshNet.Actors.DockerEvents;

/// <summary>How long to wait after a number of failures in a row: doubled each time, up to a limit.</summary>
public sealed record Retry(TimeSpan First, TimeSpan Limit)
{
    /// <param name="failures">1 or more.</param>
    public TimeSpan After(int failures)
    {
        TimeSpan delay = First;
        for (int doubled = 1; doubled < failures && delay < Limit; doubled++)
        {
            delay *= 2;
        }

        return delay < Limit ? delay : Limit;
    }
}
