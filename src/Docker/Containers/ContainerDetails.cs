using System.Text.Json.Serialization;

namespace MeshNet.Docker.Containers;

/// <summary>What container inspect tells.</summary>
public sealed record ContainerDetails
{
    /// <summary>64 hexadecimal digits.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>With the API's leading slash; see <see cref="PlainName"/>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary>The file on the host that is the container's /etc/resolv.conf; empty before the first start.</summary>
    public string ResolvConfPath { get; init => field = value ?? ""; } = "";

    public ContainerState State { get; init => field = value ?? new(); } = new();

    public ContainerConfig Config { get; init => field = value ?? new(); } = new();

    public HostConfig HostConfig { get; init => field = value ?? new(); } = new();

    public NetworkSettings NetworkSettings { get; init => field = value ?? new(); } = new();

    /// <summary>The name without the slash.</summary>
    [JsonIgnore]
    public string PlainName => Name.StartsWith('/') ? Name[1..] : Name;
}
