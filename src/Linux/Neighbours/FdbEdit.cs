using System.Net;
using MeshNet.Messages;

namespace MeshNet.Linux.Neighbours;

/// <summary>A change of a permanent entry in a VXLAN's forwarding database.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Mac">The entry's key.</param>
/// <param name="Vtep">
/// Where it points to. A deletion leaves an entry alone that points elsewhere by now; one with null removes the MAC, wherever it points to.
/// </param>
public readonly record struct FdbEdit(EditKind Kind, MacAddress Mac, IPAddress? Vtep)
{
    /// <summary>In messages: "replace fdb 02:42:0a:00:00:02 dst 192.0.2.1".</summary>
    public override string ToString() => Vtep is null
        ? $"{Kind.ToVerb()} fdb {Mac}"
        : $"{Kind.ToVerb()} fdb {Mac} dst {Vtep}";
}
