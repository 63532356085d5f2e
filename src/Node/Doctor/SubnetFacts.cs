using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Node.Doctor;

/// <summary>Who uses which addresses.</summary>
/// <param name="Overlays">The networks of the mesh by name.</param>
/// <param name="Others">Routes of this host and networks of other drivers, each with what it is.</param>
public sealed record SubnetFacts(ImmutableArray<(string Name, Block Subnet)> Overlays, ImmutableArray<(string What, Block Subnet)> Others);
