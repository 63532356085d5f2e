using MeshNet.Docker.Http;

namespace MeshNet.Docker.Networks;

/// <summary>Who gives out a network's addresses, and from where.</summary>
public sealed record IpamSettings
{
    public string Driver { get; init => field = value ?? "default"; } = "default";

    /// <summary><c>--ipam-opt key=value</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    /// <summary>One for each subnet; empty lets the driver choose.</summary>
    public IReadOnlyList<IpamPool> Config { get; init => field = Tolerant.Items(value); } = [];
}
