namespace MeshNet.Actors.Edges;

/// <summary>The store could not keep what it was given. The message is a sentence for the person who typed the command.</summary>
public sealed class StoreException(string message, Exception? cause = null) : Exception(message, cause);
