using MeshNet.Docker.Http;

namespace MeshNet.Docker.Containers;

/// <summary>The part of a container's configuration that concerns its host.</summary>
public sealed record HostConfig
{
    /// <summary><c>default</c>, <c>bridge</c>, <c>host</c>, <c>none</c>, <c>container:ID</c>, or a network's name or id.</summary>
    public string NetworkMode { get; init => field = value ?? ""; } = "";

    /// <summary>What <c>-p</c> asked for, by container port (<c>80/tcp</c>).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<PortBinding>> PortBindings { get; init => field = Tolerant.Values(value); } =
        Tolerant.Values<IReadOnlyList<PortBinding>>(null);

    public RestartPolicy RestartPolicy { get; init => field = value ?? new(); } = new();
}
