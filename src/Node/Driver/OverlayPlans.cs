using MeshNet.Actors.Driver;
using MeshNet.Linux.Overlay;

namespace MeshNet.Node.Driver;

/// <summary>The driver's plans in the words of src/Linux.</summary>
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
        Veths = [.. ports.Select(port => new EndpointVeth { LinkName = port.Name, Mac = MacAddress.Zero })],
        Remotes = [.. From(plan.Remotes)],
        FloodVteps = plan.FloodVteps,
        KeepUnknownLinks = true,
        KeepUnknownEntries = plan.KeepsUnknownRemotes,
    };

    public static IReadOnlyCollection<RemoteStation> From(ImmutableSortedDictionary<uint, RemoteEndpoint> endpoints) =>
        [.. endpoints.Select(pair => new RemoteStation(pair.Value.Mac, pair.Value.Vtep, [Ipv4.ToAddress(pair.Key)]))];

    public static EndpointVeth Veth(NetworkPlan plan, OverlayLink link) => new()
    {
        LinkName = OverlayLinks.NameOf(link.Endpoint),
        Mac = link.Mac,
        Addresses = [new SubnetAddress(Ipv4.ToAddress(link.Address), plan.Subnet.PrefixLength)],
    };
}
