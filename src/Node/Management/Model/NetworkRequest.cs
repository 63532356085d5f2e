using System.Collections.Immutable;

namespace MeshNet.Node.Management.Model;

public sealed record NetworkRequest(
    string Name,
    string Subnet,
    bool Internal,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableSortedDictionary<string, string> Options);
