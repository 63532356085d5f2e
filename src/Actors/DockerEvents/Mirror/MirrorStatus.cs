namespace MeshNet.Actors.DockerEvents.Mirror;

/// <summary>How one network stands between the mesh and the local engine.</summary>
/// <param name="EngineNetworkId">The engine's id of it; empty while the engine has none.</param>
/// <param name="Error">Why the two do not agree, as a sentence; empty when they do or are about to.</param>
public sealed record MirrorStatus(string Name, string EngineNetworkId, string Error);
