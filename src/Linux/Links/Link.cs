namespace MeshNet.Linux.Links;

/// <summary>A network interface as the kernel describes it.</summary>
public sealed record Link
{
    /// <summary>Unique in its network namespace.</summary>
    public required int Index { get; init; }

    public required string Name { get; init; }

    /// <summary>The driver's name, such as "bridge", "vxlan" or "veth"; null for hardware and the loopback.</summary>
    public string? Kind { get; init; }

    /// <summary>The IFF_* bits of linux/if.h.</summary>
    public uint Flags { get; init; }

    public int Mtu { get; init; }

    /// <summary>The bridge, or other master, that it is enslaved to.</summary>
    public int? MasterIndex { get; init; }

    /// <summary>Null when the link has no Ethernet address.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>
    /// The index of the link below, or of a veth's other end. It is valid in the namespace <see cref="PeerNamespaceId"/> when that is set.
    /// </summary>
    public int? PeerIndex { get; init; }

    /// <summary>This namespace's number for the one that <see cref="PeerIndex"/> is in; null when that is the same one.</summary>
    public int? PeerNamespaceId { get; init; }

    /// <summary>A free text (ip link set … alias …).</summary>
    public string? Alias { get; init; }

    /// <summary>A free number (ip link set … group …), 0 unless somebody set it.</summary>
    public uint Group { get; init; }

    public LinkStatistics? Statistics { get; init; }

    /// <summary>Set for a VXLAN.</summary>
    public VxlanSettings? Vxlan { get; init; }

    /// <summary>Set for a port of a bridge: whether it is kept from the other isolated ports.</summary>
    public bool? IsIsolated { get; init; }

    public bool IsUp => (Flags & LinkConstants.IFF_UP) != 0;

    /// <summary>Up, and so is whatever is below it or at its other end.</summary>
    public bool HasCarrier => (Flags & LinkConstants.IFF_LOWER_UP) != 0;

    public bool IsLoopback => (Flags & LinkConstants.IFF_LOOPBACK) != 0;
}
