namespace MeshNet.Actors.DockerEvents.Labels;

internal sealed record ReleaseDone(string ContainerId);
