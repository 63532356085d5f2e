using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Neighbours;

/// <summary>
/// A change of a permanent entry in a VXLAN's forwarding database. A deletion removes the entry only if it points to <see cref="Vtep"/>.
/// </summary>
public readonly record struct FdbEdit(EditKind Kind, MacAddress Mac, IPAddress Vtep)
{
    /// <summary>As messages say it: "replace fdb 02:42:0a:00:00:02 dst 192.0.2.1".</summary>
    public override string ToString() => $"{Kind.ToVerb()} fdb {Mac} dst {Vtep}";
}
