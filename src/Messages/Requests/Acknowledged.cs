namespace MeshNet.Messages;

/// <summary>Done, and kept on disk.</summary>
public sealed record Acknowledged
{
    public static readonly Acknowledged Instance = new();
}
