using MeshNet.Protocol.Mesh;

namespace MeshNet.Actors.DockerEvents;

/// <summary>The rhythm of the engine's edge.</summary>
public sealed record DockerEventsOptions
{
    /// <summary>The engine and the mesh are compared this often even if no event says that they differ.</summary>
    public TimeSpan ListInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Events that hint at a difference are gathered this long before the engine is listed again.</summary>
    public TimeSpan ListDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// What was made this shortly before a listing is not judged by it: between a plugin call and the engine's own list lie some
    /// milliseconds, more on a busy host.
    /// </summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two attempts to reach the engine. Short, since dockerd may be waiting for nobody but us when it comes up.</summary>
    public Retry Reconnect { get; init; } = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));

    /// <summary>Between two attempts at something that the engine or the mesh refused.</summary>
    public Retry Again { get; init; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));

    /// <summary>How long one answer of another actor is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many networks are made or removed in the engine at once.</summary>
    public int MirrorStepsMax { get; init; } = 8;

    /// <summary>How many containers are inspected, adopted or started at once: each is a call to the engine.</summary>
    public int ContainersMax { get; init; } = 16;

    /// <summary>How many sentences about what happened are kept for the status.</summary>
    public int NoticesMax { get; init; } = 32;

    /// <summary>How long such a sentence is kept.</summary>
    public TimeSpan NoticeAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For simulations only.</summary>
    public Sabotage Sabotage { get; init; }
}
