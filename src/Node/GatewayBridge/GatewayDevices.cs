using MeshNet.Actors.GatewayBridge;
using MeshNet.Linux.Addresses;
using MeshNet.Linux.Links;
using MeshNet.Linux.Overlay;

namespace MeshNet.Node.GatewayBridge;

/// <summary>The links of our gateway bridge in the host's namespace: the bridge with its address, and its end of each container's veth.</summary>
internal sealed class GatewayDevices(GatewayHost host)
{
    private LinkOperations Links => host.Netlink.Links;

    /// <summary>The subnet that the bridge in the kernel has; null when there is no bridge, or it has none.</summary>
    public Block? Subnet()
    {
        if (Links.Find(GatewayLinks.Bridge) is not { } bridge)
        {
            return null;
        }

        InterfaceAddress? address = host.Netlink.Addresses.List().FirstOrDefault(candidate =>
            candidate.LinkIndex == bridge.Index && candidate.Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork);
        return address is null ? null : Block.Containing(Ipv4.ToUnit(address.Address), (byte)address.PrefixLength);
    }

    /// <summary>Makes or repairs the bridge.</summary>
    /// <returns>Its index.</returns>
    public int EnsureBridge(GatewayPlan plan, GatewayJournal journal)
    {
        Link? bridge = Links.Find(GatewayLinks.Bridge);
        if (bridge is null)
        {
            Links.CreateBridge(new NewLink
            {
                Name = GatewayLinks.Bridge,
                // A bridge without a MAC of its own takes that of some port, and another one when that port goes.
                Mac = MacOf(plan.Gateway),
                Group = OverlayNames.LinkGroup,
                Up = true,
            });
            bridge = Links.Get(GatewayLinks.Bridge);
            Links.AddAlternativeName(bridge.Index, GatewayLinks.FullName);
            journal.Edited($"created bridge {GatewayLinks.Bridge}");
        }
        else if (!bridge.IsUp)
        {
            Links.Set(bridge.Index, new LinkChange { Up = true });
            journal.Edited($"set {GatewayLinks.Bridge} up");
        }

        InterfaceAddress wanted = new(bridge.Index, Ipv4.ToAddress(plan.Gateway), plan.Subnet.PrefixLength);
        if (!host.Netlink.Addresses.List().Contains(wanted))
        {
            host.Netlink.Addresses.Add(wanted);
            journal.Edited($"gave {GatewayLinks.Bridge} the address {wanted}");
        }

        return bridge.Index;
    }

    /// <summary>The veths' ends on this side, by name.</summary>
    public IReadOnlyDictionary<string, Link> Ports() =>
        Links.List().Where(link => link.Kind == "veth" && GatewayLinks.IsName(link.Name)).ToDictionary(link => link.Name);

    /// <summary>Removes the veths that belong to no lease.</summary>
    public void RemoveUnknown(GatewayPlan plan, IReadOnlyDictionary<string, Link> ports, GatewayJournal journal)
    {
        HashSet<string> known = [.. plan.Leases.Keys.Select(GatewayLinks.NameOf)];
        Link[] unknown = [.. ports.Values.Where(link => !known.Contains(link.Name)).OrderBy(link => link.Name, StringComparer.Ordinal)];
        if (unknown.Length == 0)
        {
            return;
        }

        Links.DeleteAll(unknown.Select(link => link.Index));
        foreach (Link link in unknown)
        {
            journal.Edited($"removed {link.Name}");
        }
    }

    /// <summary>Makes the veth of a lease, with the container's end down and without an address yet.</summary>
    public void CreateVeth(GatewayLease lease, int bridge, string interfaceName, Linux.Namespaces.NetworkNamespace container)
    {
        string name = GatewayLinks.NameOf(lease.Endpoint);
        Links.CreateVeth(new NewVeth
        {
            Name = name,
            Up = true,
            MasterIndex = bridge,
            Group = OverlayNames.LinkGroup,
            Peer = new VethPeer
            {
                Name = interfaceName,
                Mac = MacOf(lease.Address),
                Group = OverlayNames.LinkGroup,
                Namespace = container,
            },
        });
        Links.Set(Links.Get(name).Index, new LinkChange { Isolated = true });
    }

    /// <summary>Repairs what somebody changed on our end.</summary>
    public void MendPort(Link port, int bridge, GatewayJournal journal)
    {
        LinkChange change = new()
        {
            Up = port.IsUp ? null : true,
            MasterIndex = port.MasterIndex == bridge ? null : bridge,
        };
        if (change != new LinkChange())
        {
            Links.Set(port.Index, change);
            journal.Edited($"set {port.Name} {change}");
        }

        // A port that is added to the bridge starts without isolation.
        if (change.MasterIndex is not null || port.IsIsolated != true)
        {
            Links.Set(port.Index, new LinkChange { Isolated = true });
            journal.Edited($"isolated {port.Name}");
        }
    }

    /// <returns>True when there was one.</returns>
    public bool Delete(string name) => Links.Delete(name);

    /// <summary>
    /// Made from the address, so that the next holder of the address has the same MAC and no neighbour table on this host, the only one
    /// that this bridge concerns, is ever wrong.
    /// </summary>
    public static MacAddress MacOf(uint address) => MacAddress.LocallyAdministered(0x42_0000_0000UL | address);
}
