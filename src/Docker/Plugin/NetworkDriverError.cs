namespace MeshNet.Docker.Plugin;

/// <summary>A failure as the network driver's protocol tells it.</summary>
internal sealed record NetworkDriverError(string Err);
