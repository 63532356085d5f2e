using MeshNet.Actors.Driver;

namespace MeshNet.Simulation.Edges;

/// <summary>One network in a host's kernel: its VXLAN, its tables, and the veths of its containers.</summary>
internal sealed class Overlay
{
    public uint Vni { get; set; }

    public IPAddress Vtep { get; set; } = IPAddress.None;

    public int Mtu { get; set; }

    public IPAddress[] Flood { get; set; } = [];

    /// <summary>Neighbour and FDB entries, by the container's address.</summary>
    public SortedDictionary<uint, RemoteEndpoint> Entries { get; } = [];

    /// <summary>By the veth's name.</summary>
    public SortedDictionary<string, OverlayVeth> Veths { get; } = new(StringComparer.Ordinal);
}

/// <summary>A veth, and whether its free end still, or again, waits in the host's namespace.</summary>
internal sealed record OverlayVeth(OverlayLink Link, bool IsWaiting);
