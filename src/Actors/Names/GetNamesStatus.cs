namespace MeshNet.Actors.Names;

/// <summary>Answer: <see cref="NamesStatus"/>.</summary>
public sealed record GetNamesStatus
{
    public static readonly GetNamesStatus Instance = new();
}
