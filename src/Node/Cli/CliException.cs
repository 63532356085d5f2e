namespace MeshNet.Node.Cli;

/// <summary>A command failed; the message is what its user reads.</summary>
public sealed class CliException(string message) : Exception(message);
