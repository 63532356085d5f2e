using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Neighbours;

/// <summary>A change of a permanent neighbour entry. A deletion looks at the address only.</summary>
public readonly record struct NeighbourEdit(EditKind Kind, IPAddress Address, MacAddress Mac)
{
    /// <summary>In messages: "replace neighbour 10.0.0.2 02:42:0a:00:00:02".</summary>
    public override string ToString() => Kind == EditKind.Delete
        ? $"delete neighbour {Address}"
        : $"{Kind.ToVerb()} neighbour {Address} {Mac}";
}
