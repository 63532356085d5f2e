using System.Collections.Immutable;

namespace MeshNet.Actors.Edges;

/// <summary>A network of our driver to be made in the local engine.</summary>
/// <param name="Subnet">CIDR.</param>
/// <param name="Gateway">Without prefix length.</param>
public sealed record EngineNetworkSpec(
    string Name,
    bool Internal,
    string Subnet,
    string Gateway,
    ImmutableSortedDictionary<string, string> IpamOptions,
    ImmutableSortedDictionary<string, string> Options,
    ImmutableSortedDictionary<string, string> Labels);
