namespace MeshNet.Node.DockerEvents;

/// <summary>How long the engine's calls may take.</summary>
public sealed record EngineLimits
{
    /// <summary>
    /// For calls that only read the daemon's memory, and for the head of the event stream: they answer within milliseconds unless the
    /// daemon is wedged.
    /// </summary>
    public TimeSpan Read { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For container inspect, which waits for the container's lock. It answers in 0.6 to 3 ms or not before the daemon's
    /// current operation on that container is over: waiting longer brings nothing that asking again later would not.
    /// </summary>
    public TimeSpan Inspect { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For calls that change something. The daemon calls network plugins from inside them, and retries an absent plugin for
    /// 15 s a call (1 + 2 + 4 + 8 s), up to three calls in a row.
    /// </summary>
    public TimeSpan Change { get; init; } = TimeSpan.FromSeconds(60);
}
