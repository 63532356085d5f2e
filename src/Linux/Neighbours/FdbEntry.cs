namespace MeshNet.Linux.Neighbours;

/// <summary>One line of a VXLAN's forwarding database: behind which VTEP a MAC is.</summary>
/// <param name="Mac">The zero MAC stands for everything without an entry: broadcast, multicast, unknown.</param>
/// <param name="Vtep">The underlay address of the host; null when the entry names a next-hop group instead.</param>
/// <param name="IsPermanent">Set by somebody, never aged.</param>
/// <param name="IsPlain">It has nothing else: no UDP port, VNI, link or next-hop group of its own.</param>
public sealed record FdbEntry(MacAddress Mac, IPAddress? Vtep, bool IsPermanent, bool IsPlain);

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
