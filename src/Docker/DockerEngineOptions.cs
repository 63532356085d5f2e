namespace MeshNet.Docker;

/// <summary>Where the engine listens and how long its calls may take.</summary>
public sealed record DockerEngineOptions
{
    /// <summary>The path of the engine's unix socket.</summary>
    public string SocketPath { get; init; } = "/var/run/docker.sock";

    /// <summary>For calls that only read the daemon's memory: they answer within milliseconds unless the daemon is wedged.</summary>
    public TimeSpan ReadTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For container inspect, which waits for the container's lock. It answers in 0.6 to 3 ms or not before the daemon's
    /// current operation on that container is over: waiting longer brings nothing that asking again later would not.
    /// </summary>
    public TimeSpan InspectTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For calls that change something. The daemon calls network plugins from inside them, and retries an absent plugin for
    /// 15 s a call (1 + 2 + 4 + 8 s), up to three calls in a row.
    /// </summary>
    public TimeSpan ChangeTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
