using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.AllocateNetwork</c>.</summary>
public sealed record AllocateNetworkRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, string> Options { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    public IReadOnlyList<IpamData> IPv4Data { get; init => field = Tolerant.Items(value); } = [];

    public IReadOnlyList<IpamData> IPv6Data { get; init => field = Tolerant.Items(value); } = [];

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : null;
}
