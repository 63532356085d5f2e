using System.Collections.Immutable;
using System.Net;

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
