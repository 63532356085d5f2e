using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// The name and labels of a bound network, read from the engine after it was created. From here on it is replicated.
/// Answer: <see cref="NetworkBound"/>; <see cref="Refused"/> when another network of the mesh has the name.
/// </summary>
public sealed record NameNetwork(
    string EngineNetworkId,
    string Name,
    ImmutableSortedDictionary<string, string> Labels) : IMeshRequest;
