namespace MeshNet.Actors.DockerEvents.Labels;

/// <param name="Address">Empty when it did not come to that.</param>
/// <param name="Error">Why it could not be attached, or what it lacks, as a sentence; empty when all is well.</param>
internal sealed record AttachDone(string ContainerId, string Address, string Error);
