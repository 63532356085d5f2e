namespace MeshNet.Linux.Neighbours;

/// <summary>One line of a link's neighbour table (ARP and ND): which MAC an IP address has.</summary>
/// <param name="Address">IPv4 or IPv6.</param>
/// <param name="Mac">Null while it is not resolved.</param>
/// <param name="IsPermanent">Set by somebody (NUD_PERMANENT), never aged, never asked for again.</param>
public sealed record NeighbourEntry(IPAddress Address, MacAddress? Mac, bool IsPermanent);

/// <summary>A change of a permanent neighbour entry. A deletion looks at the address only.</summary>
public readonly record struct NeighbourEdit(EditKind Kind, IPAddress Address, MacAddress Mac)
{
    /// <summary>In messages: "replace neighbour 10.0.0.2 02:42:0a:00:00:02".</summary>
    public override string ToString() => Kind == EditKind.Delete
        ? $"delete neighbour {Address}"
        : $"{Kind.ToVerb()} neighbour {Address} {Mac}";
}

/// <summary>struct ndmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NeighbourHeader
{
    public byte Family;
    public byte Padding1;
    public ushort Padding2;
    public int LinkIndex;

    /// <summary>NUD_* bits.</summary>
    public ushort State;

    /// <summary>NTF_* bits.</summary>
    public byte Flags;
    public byte Type;
}
