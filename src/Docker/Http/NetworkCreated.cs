namespace MeshNet.Docker.Http;

internal sealed record NetworkCreated(string Id);
