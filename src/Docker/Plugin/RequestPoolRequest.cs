using MeshNet.Docker.Http;

namespace MeshNet.Docker.Plugin;

/// <summary>Request of <c>IpamDriver.RequestPool</c>.</summary>
public sealed record RequestPoolRequest : IPluginRequest
{
    public string AddressSpace { get; init => field = value ?? ""; } = "";

    /// <summary><c>--subnet</c>, CIDR; empty: the driver chooses.</summary>
    public string Pool { get; init => field = value ?? ""; } = "";

    /// <summary><c>--ip-range</c>, CIDR; empty: the whole pool.</summary>
    public string SubPool { get; init => field = value ?? ""; } = "";

    /// <summary><c>--ipam-opt</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    public bool V6 { get; init; }

    string? IPluginRequest.MissingField => AddressSpace.Length == 0 ? "AddressSpace" : null;
}
