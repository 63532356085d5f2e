using MeshNet.Docker.Http;

namespace MeshNet.Docker.Networks;

/// <summary>A network as one engine knows it.</summary>
public sealed record DockerNetwork
{
    /// <summary>64 hexadecimal digits, this engine's own: another engine has another id for the same mesh network.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    public string Name { get; init => field = value ?? ""; } = "";

    public string Driver { get; init => field = value ?? ""; } = "";

    /// <summary><c>local</c>, <c>global</c> or <c>swarm</c>.</summary>
    public string Scope { get; init => field = value ?? ""; } = "";

    /// <summary>RFC 3339.</summary>
    public string Created { get; init => field = value ?? ""; } = "";

    /// <summary>Without a way to the outside world.</summary>
    public bool Internal { get; init; }

    public bool Attachable { get; init; }

    public bool EnableIPv6 { get; init; }

    public IpamSettings IPAM { get; init => field = value ?? new(); } = new();

    /// <summary><c>-o key=value</c>.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    public IReadOnlyDictionary<string, string> Labels { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;

    /// <summary>
    /// By container id, or by <c>ep-</c> and the endpoint id while the endpoint is being made or belongs to no container
    /// that the daemon knows. Only inspect tells it.
    /// </summary>
    public IReadOnlyDictionary<string, NetworkContainer> Containers { get; init => field = Tolerant.Values(value); } =
        Tolerant.Values<NetworkContainer>(null);
}
