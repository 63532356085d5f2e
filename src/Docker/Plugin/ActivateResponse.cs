namespace MeshNet.Docker.Plugin;

internal sealed record ActivateResponse(IReadOnlyList<string> Implements);
