namespace MeshNet.Messages;

/// <summary>Answer: the current <see cref="MeshView"/>.</summary>
public sealed record GetMeshView : IMeshRequest
{
    public static readonly GetMeshView Instance = new();
}
