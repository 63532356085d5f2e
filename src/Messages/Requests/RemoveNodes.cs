using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>
/// Removes hosts that are gone for good (R19). Answered with <see cref="NodesRemoved"/> once an epoch has decided it; refused with
/// who is missing while no majority of the voters can be reached.
/// </summary>
/// <param name="Nodes">Names, or ids by at least four of their first digits.</param>
/// <param name="AssertOff">The operator asserts that these hosts are off and stay so: they are waited for in nothing.</param>
public sealed record RemoveNodes(ImmutableArray<string> Nodes, bool AssertOff) : IMeshRequest;
