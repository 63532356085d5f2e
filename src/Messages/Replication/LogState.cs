namespace MeshNet.Messages;

/// <summary>How far a replica of one log has come, and the hash of what it holds.</summary>
public readonly record struct LogState(NodeId Owner, LogVersion Watermark, ulong ContentHash);
