namespace MeshNet.Docker.Containers;

/// <summary>When the daemon starts a container again by itself.</summary>
public sealed record RestartPolicy
{
    /// <summary><c>no</c> (or empty), <c>always</c>, <c>unless-stopped</c> or <c>on-failure</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>For <c>on-failure</c>; 0 is no limit.</summary>
    public int MaximumRetryCount { get; init; }
}
