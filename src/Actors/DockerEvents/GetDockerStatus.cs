namespace MeshNet.Actors.DockerEvents;

/// <summary>Answer: <see cref="DockerStatus"/>.</summary>
public sealed record GetDockerStatus
{
    public static readonly GetDockerStatus Instance = new();
}
