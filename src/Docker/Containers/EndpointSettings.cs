using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Containers;

/// <summary>One endpoint of a container, as the container list (without aliases) and container inspect tell it.</summary>
public sealed record EndpointSettings
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    /// <summary>Empty while the endpoint does not exist: before the start and after the stop.</summary>
    [JsonPropertyName("EndpointID")]
    public string EndpointId { get; init => field = value ?? ""; } = "";

    /// <summary>What the user asked for, plus the short container id before Docker 25.</summary>
    public IReadOnlyList<string> Aliases { get; init => field = Tolerant.Items(value); } = [];

    /// <summary>Every name the endpoint answers to; told from Docker 25 on.</summary>
    public IReadOnlyList<string> DNSNames { get; init => field = Tolerant.Items(value); } = [];

    /// <summary>IPv4, without prefix length; empty when there is none.</summary>
    public string IPAddress { get; init => field = value ?? ""; } = "";

    public int IPPrefixLen { get; init; }

    /// <summary>Without prefix length; empty when there is none.</summary>
    public string GlobalIPv6Address { get; init => field = value ?? ""; } = "";

    public int GlobalIPv6PrefixLen { get; init; }

    /// <summary>Colon-separated lower case; empty when there is none.</summary>
    public string MacAddress { get; init => field = value ?? ""; } = "";

    /// <summary><c>--network name=…,driver-opt=k=v</c>.</summary>
    public IReadOnlyDictionary<string, string> DriverOpts { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;
}
