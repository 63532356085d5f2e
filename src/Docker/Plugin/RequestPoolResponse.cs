using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Answer to <c>IpamDriver.RequestPool</c>.</summary>
public sealed record RequestPoolResponse
{
    /// <summary>
    /// The key of <see cref="Data"/> that fixes the network's gateway (with prefix length), so that Docker asks for none.
    /// </summary>
    public const string GatewayKey = "com.docker.network.gateway";

    /// <summary>What the later calls name the pool by.</summary>
    [JsonPropertyName("PoolID")]
    public required string PoolId { get; init; }

    /// <summary>CIDR.</summary>
    public required string Pool { get; init; }

    public IReadOnlyDictionary<string, string> Data { get; init; } = Tolerant.NoStrings;
}
