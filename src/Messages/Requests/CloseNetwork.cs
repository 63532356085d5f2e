namespace MeshNet.Messages;

/// <summary>Deletes a network of the mesh by name; refused, with their names, while it has endpoints. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record CloseNetwork(string Name) : IMeshRequest;
