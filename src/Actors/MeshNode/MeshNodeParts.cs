namespace MeshNet.Actors.MeshNode;

/// <summary>To the guardian. Answer: <see cref="MeshNodeParts"/>.</summary>
public sealed record GetMeshNodeParts
{
    public static readonly GetMeshNodeParts Instance = new();
}

/// <summary>A node's actors, for those who ask them from outside.</summary>
public sealed record MeshNodeParts(MeshActors Actors, IActorRef Transport, IActorRef Membership, IActorRef DockerEvents);
