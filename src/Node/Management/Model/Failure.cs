namespace MeshNet.Node.Management.Model;

/// <summary>The body of every status of 400 and above.</summary>
public sealed record Failure(string Error);
