namespace MeshNet.Docker.Events;

/// <summary>The types of events that MeshNet looks at.</summary>
public static class DockerEventType
{
    public const string Container = "container";
    public const string Network = "network";
}
