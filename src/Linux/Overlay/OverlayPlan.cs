namespace MeshNet.Linux.Overlay;

/// <summary>
/// Everything that the kernel of this host shall know about one overlay. It is the whole truth: what it does not name is removed, unless it
/// says otherwise.
/// </summary>
public sealed record OverlayPlan
{
    /// <summary>24-bit network identifier, unique per host and UDP port.</summary>
    public required uint Vni { get; init; }

    /// <summary>The UDP port of VXLAN. 4789 and 8472 are other people's.</summary>
    public ushort UdpPort { get; init; } = 7948;

    /// <summary>The underlay address of this host.</summary>
    public required IPAddress LocalVtep { get; init; }

    /// <summary>The MTU of the overlay: the underlay's less 50 (IPv4) or 70 (IPv6).</summary>
    public required int Mtu { get; init; }

    public ImmutableArray<EndpointVeth> Veths { get; init; } = [];

    public ImmutableArray<RemoteStation> Remotes { get; init; } = [];

    /// <summary>The hosts that get a copy of every broadcast and multicast (head-end replication); none if the network has none.</summary>
    public ImmutableArray<IPAddress> FloodVteps { get; init; } = [];

    /// <summary>
    /// Leave links alone that belong to no endpoint of the plan. For a daemon that has just started and has not compared its
    /// endpoints with Docker's yet: a link removed in error cuts a running container off.
    /// </summary>
    public bool KeepUnknownLinks { get; init; }

    /// <summary>
    /// Leave neighbour and FDB entries alone that belong to no endpoint of the plan. For a daemon that has just started and has not heard
    /// from other hosts yet.
    /// </summary>
    public bool KeepUnknownEntries { get; init; }
}

/// <summary>A station behind another host's VTEP, a container there: what neighbour table and FDB are told of.</summary>
/// <param name="Mac">Its MAC.</param>
/// <param name="Vtep">The underlay address of its host.</param>
/// <param name="Addresses">Its addresses: IPv4, IPv6 or one of each.</param>
public sealed record RemoteStation(MacAddress Mac, IPAddress Vtep, params ImmutableArray<IPAddress> Addresses)
{
    public override string ToString() => $"{string.Join(", ", Addresses)} ({Mac}) on {Vtep}";
}

/// <summary>The veth that joins a container of this host to an overlay.</summary>
public sealed record EndpointVeth
{
    /// <summary>Of the end in the overlay's namespace.</summary>
    public required string LinkName { get; init; }

    /// <summary>The MAC of the container's end.</summary>
    public required MacAddress Mac { get; init; }

    /// <summary>IPv4, IPv6 or one of each.</summary>
    public ImmutableArray<SubnetAddress> Addresses { get; init; } = [];
}

/// <summary>An address and the length of its subnet's prefix.</summary>
public sealed record SubnetAddress(IPAddress Address, int PrefixLength)
{
    /// <summary>Reads "10.0.0.2/24" or "fd00::2/64".</summary>
    public static SubnetAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/');
        if (slash > 0 && IPAddress.TryParse(text.AsSpan(0, slash), out IPAddress? address) && int.TryParse(text.AsSpan(slash + 1), out int length)
            && length >= 0 && length <= address.GetAddressBytes().Length * 8)
        {
            return new SubnetAddress(address, length);
        }

        throw new FormatException($"'{text}' is no address with a prefix length: write 10.0.0.2/24 or fd00::2/64.");
    }

    public override string ToString() => $"{Address}/{PrefixLength}";
}
