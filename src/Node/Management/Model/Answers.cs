namespace MeshNet.Node.Management.Model;

/// <summary>What a command led to, as a sentence or an id.</summary>
public sealed record Answer(string Message);

/// <summary>The body of every status of 400 and above.</summary>
public sealed record Failure(string Error);
