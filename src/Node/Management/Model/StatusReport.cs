namespace MeshNet.Node.Management.Model;

/// <summary>What <c>meshnet status</c> shows.</summary>
/// <param name="State">"not in a mesh", "joining", "ready", "quarantined" or "removed".</param>
/// <param name="Notices">What happened lately that someone should know, oldest first.</param>
/// <param name="Problems">Sentences about what is wrong and what to do; empty when all is well.</param>
public sealed record StatusReport(
    string Version,
    string State,
    string Node,
    string NodeId,
    string ClusterId,
    string Address,
    int NodesAlive,
    int NodesKnown,
    int Networks,
    int Endpoints,
    string Docker,
    ImmutableArray<string> Problems,
    ImmutableArray<string> Notices,
    ImmutableSortedDictionary<string, long> Counters);
