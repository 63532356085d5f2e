namespace MeshNet.Actors.Node;

/// <summary>To the guardian. Answer: <see cref="MeshNodeParts"/>.</summary>
public sealed record GetMeshNodeParts
{
    public static readonly GetMeshNodeParts Instance = new();
}
