namespace MeshNet.Actors.Identity;

/// <summary>The node in this start.</summary>
/// <param name="Epoch">Higher than in every start before, and synced (R7).</param>
public sealed record StartedIdentity(NodeIdentity Node, uint Epoch);
