namespace MeshNet.Docker.Plugin;

/// <summary>What goes back to dockerd.</summary>
/// <param name="Status">HTTP status: 200 also for a refusal, 404 for a method that does not exist.</param>
/// <param name="Body">JSON, never empty.</param>
public sealed record PluginReply(int Status, ReadOnlyMemory<byte> Body);
