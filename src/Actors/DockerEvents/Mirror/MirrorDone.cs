namespace MeshNet.Actors.DockerEvents.Mirror;

internal sealed record MirrorDone(MirrorStep Step);
