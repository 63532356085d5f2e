using System.Collections.Immutable;

namespace MeshNet.Node.Doctor;

/// <summary>Objects that carry MeshNet's name, and what the mesh knows of them.</summary>
/// <param name="IsInMesh">A daemon runs here, in a mesh: what it does not know is left over. Without one everything is.</param>
/// <param name="Namespaces">Of overlays, by their networks' ids.</param>
/// <param name="Links">Of ours, in the host's own namespace.</param>
/// <param name="UsedNetworks">Ids of the networks that this host has endpoints on.</param>
/// <param name="UsedLinks">Names that the endpoints of this host account for.</param>
public sealed record StaleFacts(
    bool IsInMesh,
    ImmutableArray<string> Namespaces,
    ImmutableArray<string> Links,
    ImmutableArray<string> UsedNetworks,
    ImmutableArray<string> UsedLinks);
