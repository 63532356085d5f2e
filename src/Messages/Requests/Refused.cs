namespace MeshNet.Messages;

/// <summary>No, and nothing was changed. The reason is a sentence for the person who typed the command.</summary>
public sealed record Refused(string Reason);
