namespace MeshNet.Actors.DockerEvents.Mirror;

internal sealed record MirrorFailed(MirrorStep Step, string Reason);
