using System.Text.Json.Serialization;

namespace MeshNet.Docker;

/// <summary>What GET /info tells of the host that MeshNet needs.</summary>
public sealed record EngineInfo
{
    [JsonPropertyName("ID")]
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>The host's name.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    public string ServerVersion { get; init => field = value ?? ""; } = "";

    /// <summary>Containers survive the daemon.</summary>
    public bool LiveRestoreEnabled { get; init; }

    /// <summary><c>cgroupfs</c> or <c>systemd</c>: decides where a container's cgroup lies.</summary>
    public string CgroupDriver { get; init => field = value ?? ""; } = "";

    /// <summary><c>1</c> or <c>2</c>.</summary>
    public string CgroupVersion { get; init => field = value ?? ""; } = "";

    public string DockerRootDir { get; init => field = value ?? ""; } = "";

    /// <summary>The daemon's clock, RFC 3339 with nanoseconds.</summary>
    public string SystemTime { get; init => field = value ?? ""; } = "";

    public SwarmInfo Swarm { get; init => field = value ?? new(); } = new();
}
