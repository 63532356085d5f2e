using MeshNet.Docker.Http;

namespace MeshNet.Docker.Containers;

/// <summary>The part of the network settings that the container list tells.</summary>
public sealed record SummaryNetworkSettings
{
    /// <summary>The endpoints, by network name.</summary>
    public IReadOnlyDictionary<string, EndpointSettings> Networks { get; init => field = Tolerant.Values(value); } =
        Tolerant.Values<EndpointSettings>(null);
}
