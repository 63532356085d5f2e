using System.Text.Json;
using System.Text.Json.Serialization;
using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>NetworkDriver.CreateNetwork</c>. The network's name and labels are not told.</summary>
public sealed record CreateNetworkRequest : IPluginRequest
{
    /// <summary>This engine's own id for the network.</summary>
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    /// <summary>Read with <see cref="NetworkOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    public IReadOnlyList<IpamData> IPv4Data { get; init => field = Tolerant.Items(value); } = [];

    public IReadOnlyList<IpamData> IPv6Data { get; init => field = Tolerant.Items(value); } = [];

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : null;
}
