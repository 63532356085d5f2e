namespace MeshNet.Actors.Plugin;

/// <summary>To the plugin: this host is in a mesh, and these are the actors to ask.</summary>
public sealed record MeshEntered(MeshActors Actors);
