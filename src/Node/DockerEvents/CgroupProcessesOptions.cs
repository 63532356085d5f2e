namespace MeshNet.Node.DockerEvents;

/// <summary>Where and how long to look for a container's process.</summary>
public sealed record CgroupProcessesOptions
{
    public string CgroupRoot { get; init; } = "/sys/fs/cgroup";

    public string ProcRoot { get; init; } = "/proc";

    /// <summary>After that the engine's own word, which comes with the container's start, has to do. Measured: 33 to 52 ms on an idle host.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks at a known place.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Between two walks through all groups, while the place is not known.</summary>
    public TimeSpan SearchInterval { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How far below the root a container's group may lie: slices of slices, and a parent of the user's.</summary>
    public int DepthMax { get; init; } = 8;

    /// <summary>How many groups one walk looks into.</summary>
    public int GroupsMax { get; init; } = 20_000;
}
