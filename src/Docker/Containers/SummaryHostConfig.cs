namespace MeshNet.Docker.Containers;

/// <summary>The part of the host configuration that the container list tells.</summary>
public sealed record SummaryHostConfig
{
    /// <summary><c>default</c>, <c>bridge</c>, <c>host</c>, <c>none</c>, <c>container:ID</c>, or a network's name or id.</summary>
    public string NetworkMode { get; init => field = value ?? ""; } = "";
}
