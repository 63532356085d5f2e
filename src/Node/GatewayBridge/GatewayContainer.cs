using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Routes;
using MeshNet.Node.Driver;

namespace MeshNet.Node.GatewayBridge;

/// <summary>Connects one container: veth, address, default route, each only where it is missing.</summary>
internal static class GatewayContainer
{
    private const int FirstInterface = 1;

    /// <param name="port">Our end of its veth, if there is one.</param>
    public static void Ensure(
        GatewayDevices devices, ContainerSide container, GatewayPlan plan, GatewayLease lease, int bridge, Link? port, GatewayJournal journal)
    {
        MacAddress mac = GatewayDevices.MacOf(lease.Address);
        string name = GatewayLinks.NameOf(lease.Endpoint);
        Link? inside = container.Netlink.Links.List().FirstOrDefault(link => link.Mac == mac);
        if (port is not null && inside is not null && port.PeerIndex == inside.Index && inside.PeerIndex == port.Index)
        {
            devices.MendPort(port, bridge, journal);
        }
        else
        {
            // It leads to an earlier sandbox of the container.
            if (port is not null)
            {
                devices.Delete(name);
            }

            string interfaceName = container.InterfaceFor(mac, FirstInterface);
            devices.CreateVeth(lease, bridge, interfaceName, container.Namespace);
            inside = container.Netlink.Links.Get(interfaceName);
            journal.Edited($"created {name}");
        }

        EnsureAddress(container, plan, lease, inside, journal);
    }

    private static void EnsureAddress(ContainerSide container, GatewayPlan plan, GatewayLease lease, Link inside, GatewayJournal journal)
    {
        InterfaceAddress address = new(inside.Index, Ipv4.ToAddress(lease.Address), plan.Subnet.PrefixLength);
        if (!container.Netlink.Addresses.List().Contains(address))
        {
            container.Netlink.Addresses.Add(address);
            journal.Edited($"gave {inside.Name} the address {address}");
        }

        if (!inside.IsUp)
        {
            container.Netlink.Links.Set(inside.Index, new LinkChange { Up = true });
            journal.Edited($"set {inside.Name} up");
        }

        bool hasDefault = container.Netlink.Routes.List().Any(route =>
            route.IsDefault && route.Destination.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        if (!hasDefault)
        {
            container.Netlink.Routes.Add(new Route(new IPNetwork(IPAddress.Any, 0))
            {
                Gateway = Ipv4.ToAddress(plan.Gateway),
                LinkIndex = inside.Index,
            });
            journal.Edited($"routed {lease.ContainerId[..Math.Min(12, lease.ContainerId.Length)]} through {Ipv4.ToText(plan.Gateway)}");
        }
    }
}
