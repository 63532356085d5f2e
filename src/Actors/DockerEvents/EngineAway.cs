namespace MeshNet.Actors.DockerEvents;

/// <summary>To the parts: the engine cannot be reached. What is under way fails by itself; nothing new is to be begun.</summary>
internal sealed record EngineAway
{
    public static readonly EngineAway Instance = new();
}
