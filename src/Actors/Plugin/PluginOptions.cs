namespace MeshNet.Actors.Plugin;

/// <summary>How the plugin answers Docker.</summary>
public sealed record PluginOptions
{
    /// <summary>
    /// <c>gateway = meshnet</c>: plugin containers get their way out from our own gateway bridge instead of docker_gwbridge. Saves
    /// about 100 ms of each start; Docker does not know the published ports then.
    /// </summary>
    public bool OwnGateway { get; init; }

    /// <summary>How long one answer of another actor is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(9);

    /// <summary>How long a join waits for the engine to tell the container's name. Without it the name follows with the start.</summary>
    public TimeSpan LookUp { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many joins may be under way at once.</summary>
    public int JoinsMax { get; init; } = 512;

    /// <summary>How many calls wait while the daemon starts.</summary>
    public int WaitingMax { get; init; } = 1024;
}
