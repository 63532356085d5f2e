using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Containers;

/// <summary>A container's sandbox and its endpoints.</summary>
public sealed record NetworkSettings
{
    [JsonPropertyName("SandboxID")]
    public string SandboxId { get; init => field = value ?? ""; } = "";

    /// <summary>The network namespace's file, also for network mode <c>none</c>; empty when the container does not run.</summary>
    public string SandboxKey { get; init => field = value ?? ""; } = "";

    /// <summary>The endpoints, by network name.</summary>
    public IReadOnlyDictionary<string, EndpointSettings> Networks { get; init => field = Tolerant.Values(value); } =
        Tolerant.Values<EndpointSettings>(null);
}
