namespace MeshNet.Linux.Links;

/// <summary>The fixed properties of a VXLAN (RFC 7348). The kernel sets them at creation: another setting needs another device.</summary>
public sealed record VxlanSettings
{
    /// <summary>The largest VNI, of 24 bits.</summary>
    public const uint VniMax = 0xff_ffff;

    /// <summary>VXLAN network identifier, 1 to <see cref="VniMax"/>.</summary>
    public required uint Vni { get; init; }

    /// <summary>UDP destination port.</summary>
    public required ushort UdpPort { get; init; }

    /// <summary>The VTEP's own underlay address; its family is the underlay's.</summary>
    public required IPAddress Local { get; init; }

    /// <summary>Learn where a MAC is from packets that arrive. Off: the cluster's state is the only source.</summary>
    public bool Learning { get; init; }

    /// <summary>Answer ARP and neighbour solicitations from the neighbour table instead of flooding them.</summary>
    public bool Proxy { get; init; } = true;

    /// <summary>Tell user space of packets to unknown MACs.</summary>
    public bool L2Miss { get; init; }

    /// <summary>Tell user space of unresolved IP addresses.</summary>
    public bool L3Miss { get; init; }

    /// <summary>
    /// Put a checksum into the outer UDP header. RFC 7348 wants none over IPv4, where the inner packet has its own; over IPv6 the
    /// kernel drops packets without one unless both sides agree.
    /// </summary>
    public bool UdpChecksum { get; init; }

    /// <summary>A device as MeshNet makes it: no learning, ARP answered locally, a checksum only over IPv6.</summary>
    public static VxlanSettings Create(uint vni, IPAddress local, ushort udpPort)
    {
        ArgumentNullException.ThrowIfNull(local);
        ArgumentOutOfRangeException.ThrowIfZero(vni);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(vni, VniMax);
        ArgumentOutOfRangeException.ThrowIfZero(udpPort);
        bool isIPv6 = local.AddressFamily == AddressFamily.InterNetworkV6;
        return new VxlanSettings { Vni = vni, Local = local, UdpPort = udpPort, UdpChecksum = isIPv6 };
    }
}
