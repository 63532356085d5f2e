namespace MeshNet.Docker.Http;

internal sealed record DisconnectRequest(string Container, bool Force);
