namespace MeshNet.Actors.DockerEvents.Mirror;

/// <summary>The engine does not have the network any more.</summary>
internal sealed record MirrorGone(MirrorStep Step, string EngineNetworkId);
