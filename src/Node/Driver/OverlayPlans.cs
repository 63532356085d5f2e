using System.Collections.Immutable;
using MeshNet.Actors.Driver;
using MeshNet.Linux.Overlay;
using MeshNet.Messages;
using LinuxRemote = MeshNet.Linux.Overlay.RemoteEndpoint;
using OverlayLinks = MeshNet.Actors.Driver.OverlayLinks;
using RemoteEndpoint = MeshNet.Actors.Driver.RemoteEndpoint;

namespace MeshNet.Node.Driver;

/// <summary>The driver's plans in the words of the kernel layer.</summary>
internal static class OverlayPlans
{
    /// <param name="ports">
    /// What is on the bridge already is kept there: the driver alone decides which veths come and go. Only their names count here.
    /// </param>
    public static OverlayPlan From(NetworkPlan plan, ImmutableArray<OverlayPort> ports, ushort udpPort) => new()
    {
        Vni = plan.Vni,
        UdpPort = udpPort,
        LocalVtep = plan.Vtep,
        Mtu = plan.Mtu,
        LocalEndpoints = [.. ports.Select(port => new LocalEndpoint { Id = port.Name, LinkName = port.Name, Mac = MacAddress.Zero })],
        RemoteEndpoints = [.. From(plan.Remotes)],
        FloodVteps = plan.FloodVteps,
        KeepUnknownLinks = true,
        KeepUnknownEntries = plan.KeepsUnknownRemotes,
    };

    public static IReadOnlyCollection<LinuxRemote> From(ImmutableSortedDictionary<uint, RemoteEndpoint> endpoints) =>
        [.. endpoints.Select(pair => new LinuxRemote(pair.Value.Mac, pair.Value.Vtep, [Ipv4.ToAddress(pair.Key)]))];

    public static LocalEndpoint Local(NetworkPlan plan, OverlayLink link) => new()
    {
        Id = link.Endpoint.ToString(),
        LinkName = OverlayLinks.NameOf(link.Endpoint),
        Mac = link.Mac,
        Addresses = [new SubnetAddress(Ipv4.ToAddress(link.Address), plan.Subnet.PrefixLength)],
    };
}
