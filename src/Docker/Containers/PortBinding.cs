namespace MeshNet.Docker.Containers;

/// <summary>Where a container's port is published on the host.</summary>
public sealed record PortBinding
{
    /// <summary>Empty: every address of the host.</summary>
    public string HostIp { get; init => field = value ?? ""; } = "";

    /// <summary>A decimal port, a range <c>8000-8010</c>, or empty: any free one.</summary>
    public string HostPort { get; init => field = value ?? ""; } = "";
}
