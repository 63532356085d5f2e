namespace MeshNet.Actors.DockerEvents;

/// <summary>From a part: what it knows of the engine may be out of date.</summary>
internal sealed record ListingWanted
{
    public static readonly ListingWanted Instance = new();
}
