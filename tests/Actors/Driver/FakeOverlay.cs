using MeshNet.Actors.Driver;

namespace MeshNet.Actors.Tests.Driver;

/// <summary>One overlay in the fake kernel.</summary>
internal sealed class FakeOverlay
{
    public uint Vni { get; set; }

    public IPAddress Vtep { get; set; } = IPAddress.None;

    public int Mtu { get; set; }

    public IPAddress[] Flood { get; set; } = [];

    /// <summary>By address.</summary>
    public SortedDictionary<uint, RemoteEndpoint> Entries { get; } = [];

    /// <summary>By name: the process whose namespace has the other end, or 0 while it waits in the host's.</summary>
    public SortedDictionary<string, int> Ports { get; } = new(StringComparer.Ordinal);
}
