namespace MeshNet.Node.Management.Model;

/// <summary>What a command led to, as a sentence or an id.</summary>
public sealed record Answer(string Message);
