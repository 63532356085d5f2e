using System.Collections.Immutable;

namespace MeshNet.Node.Management.Model;

public sealed record InspectionIpam(string Driver, ImmutableSortedDictionary<string, string> Options, ImmutableArray<InspectionSubnet> Config);
