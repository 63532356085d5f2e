using System.Text.Json;
using System.Text.Json.Serialization;

namespace MeshNet.Node.Plugin;

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

/// <summary>One subnet of a network, as Docker tells it to the network driver.</summary>
public sealed record IpamData
{
    /// <summary>The IPAM driver's address space; Docker's own IPAM has <c>LocalDefault</c>.</summary>
    public string AddressSpace { get; init => field = value ?? ""; } = "";

    /// <summary>CIDR.</summary>
    public string Pool { get; init => field = value ?? ""; } = "";

    /// <summary>The gateway's address with the pool's prefix length; empty when there is none.</summary>
    public string Gateway { get; init => field = value ?? ""; } = "";

    /// <summary>Addresses that are taken, with prefix length, by the name the user gave them.</summary>
    public IReadOnlyDictionary<string, string> AuxAddresses { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;
}

/// <summary>Request of <c>NetworkDriver.DeleteNetwork</c>.</summary>
public sealed record DeleteNetworkRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : null;
}

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

/// <summary>Answer to <c>NetworkDriver.AllocateNetwork</c>.</summary>
public sealed record AllocateNetworkResponse
{
    /// <summary>Handed to every node's <c>CreateNetwork</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = Tolerant.NoStrings;
}

/// <summary>Request of <c>NetworkDriver.FreeNetwork</c>.</summary>
public sealed record FreeNetworkRequest : IPluginRequest
{
    [JsonPropertyName("NetworkID")]
    public string NetworkId { get; init => field = value ?? ""; } = "";

    string? IPluginRequest.MissingField => NetworkId.Length == 0 ? "NetworkID" : null;
}

/// <summary>Request of <c>NetworkDriver.GwAllocCheck</c>.</summary>
public sealed record GatewayAllocationRequest : IPluginRequest
{
    /// <summary>Read with <see cref="NetworkOptions.From"/>.</summary>
    public JsonElement Options { get; init; }

    string? IPluginRequest.MissingField => null;
}

/// <summary>Answer to <c>NetworkDriver.GwAllocCheck</c>: whether Docker should not ask IPAM for a gateway.</summary>
public sealed record GatewayAllocationResponse
{
    public bool SkipIPv4 { get; init; }

    public bool SkipIPv6 { get; init; }
}
