using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>A network made by the CLI rather than by an engine. Answer: <see cref="NetworkBound"/>.</summary>
/// <param name="Subnet">CIDR notation, or empty for one of the automatic pool.</param>
public sealed record CreateNetwork(
    string Name,
    string Subnet,
    bool Internal,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Options) : IMeshRequest;
