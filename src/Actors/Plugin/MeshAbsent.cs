namespace MeshNet.Actors.Plugin;

/// <summary>To the plugin: this host is in no mesh, not yet or not any more.</summary>
public sealed record MeshAbsent
{
    public static readonly MeshAbsent Instance = new();
}
