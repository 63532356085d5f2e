namespace MeshNet.Actors.Identity;

/// <summary>Who this node is for life, as <c>init</c> or <c>join</c> made it.</summary>
/// <param name="Fingerprint">Of the machine that it was made on; see <see cref="NodeIdentityStore"/>.</param>
public sealed record NodeIdentity(NodeId Id, string Name, ClusterId Cluster, ClusterSecret Secret, string Fingerprint)
{
    public JoinToken ToToken() => new(Cluster, Secret);
}

/// <summary>The node in this start.</summary>
/// <param name="Epoch">Higher than in every start before, and synced (R7).</param>
public sealed record StartedIdentity(NodeIdentity Node, uint Epoch);
