using MeshNet.Docker.Http;

namespace MeshNet.Docker.Containers;

/// <summary>The part of a container's configuration that does not depend on the host.</summary>
public sealed record ContainerConfig
{
    public string Hostname { get; init => field = value ?? ""; } = "";

    public string Domainname { get; init => field = value ?? ""; } = "";

    public IReadOnlyDictionary<string, string> Labels { get; init => field = Tolerant.Values(value); } = Tolerant.NoStrings;
}
