using System.Text.Json.Serialization;

namespace MeshNet.Docker.Events;

/// <summary>One event of the daemon.</summary>
public sealed record DockerEvent
{
    /// <summary>What it happened to: see <see cref="DockerEventType"/>; other types exist.</summary>
    public string Type { get; init => field = value ?? ""; } = "";

    /// <summary>What happened: see <see cref="DockerEventAction"/>; health checks and execs carry text after a colon.</summary>
    public string Action { get; init => field = value ?? ""; } = "";

    public DockerEventActor Actor { get; init => field = value ?? new(); } = new();

    /// <summary>Nanoseconds since 1970 UTC by the daemon's clock, which is this host's.</summary>
    [JsonPropertyName("timeNano")]
    public long TimeNanoseconds { get; init; }

    /// <summary>When it happened, to 100 ns.</summary>
    [JsonIgnore]
    public DateTimeOffset Time => DateTimeOffset.UnixEpoch.AddTicks(TimeNanoseconds / TimeSpan.NanosecondsPerTick);

    /// <summary>The container that the event concerns, also when it is a network's event; null when there is none.</summary>
    [JsonIgnore]
    public string? ContainerId => Type switch
    {
        DockerEventType.Container => Actor.Id,
        DockerEventType.Network => Actor.Attributes.GetValueOrDefault("container"),
        _ => null,
    };
}
