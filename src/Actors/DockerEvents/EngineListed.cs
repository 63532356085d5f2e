using MeshNet.Messages;

namespace MeshNet.Actors.DockerEvents;

/// <summary>To the parts: the engine's list, whole.</summary>
/// <param name="Began">The kernel's monotonic clock before the listing.</param>
/// <param name="View">The mesh as it is now, for a part that has not heard of it yet.</param>
internal sealed record EngineListed(EngineListing Listing, TimeSpan Began, MeshView View);
