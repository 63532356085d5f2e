namespace MeshNet.Actors.Edges;

/// <summary>A veth of ours whose one end is a port of an overlay's bridge.</summary>
/// <param name="Name">The port's name inside the overlay's namespace, <see cref="OverlayLinks.NameOf"/> of its endpoint.</param>
/// <param name="IsWaiting">
/// The other end is still, or again, in the host's namespace: no container uses it. Where it is false some sandbox holds the end.
/// </param>
public sealed record OverlayPort(string Name, bool IsWaiting);
