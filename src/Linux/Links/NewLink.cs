namespace MeshNet.Linux.Links;

/// <summary>A link to be made.</summary>
public record NewLink : LinkTemplate
{
    /// <summary>Set it up at once.</summary>
    public bool Up { get; init; }
}
