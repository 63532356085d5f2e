namespace MeshNet.Actors.DockerEvents;

/// <summary>To the parts: the engine's list, whole.</summary>
/// <param name="Began">The kernel's monotonic clock before the listing.</param>
internal sealed record EngineListed(EngineListing Listing, TimeSpan Began);
