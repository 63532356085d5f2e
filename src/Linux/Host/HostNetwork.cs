using MeshNet.Linux.Links;
using MeshNet.Linux.Routes;
using static Tmds.Linux.LibC;

namespace MeshNet.Linux.Host;

/// <summary>What a host's own interfaces say about it: which address to advertise, and what fits through.</summary>
/// <exception cref="NetlinkException">From every operation, when the kernel refuses.</exception>
public sealed class HostNetwork(RoutingNetlink netlink)
{
    /// <summary>
    /// The addresses that another host could send to: on interfaces that are up, not loopback, not link-local. In the
    /// order of the kernel.
    /// </summary>
    public IReadOnlyList<HostAddress> ListAddresses()
    {
        Dictionary<int, Link> links = netlink.Links.List().Where(link => link.IsUp && !link.IsLoopback).ToDictionary(link => link.Index);
        return
        [
            .. netlink.Addresses.List()
                .Where(address => links.ContainsKey(address.LinkIndex) && !IsLinkLocal(address.Address))
                .Select(address => (Link: links[address.LinkIndex], Address: address))
                .Select(pair => new HostAddress(pair.Address.Address, pair.Address.PrefixLength, pair.Link.Name, pair.Link.Mtu)),
        ];
    }

    /// <summary>The interface that has an address; null when none has.</summary>
    public HostAddress? Find(IPAddress address) => ListAddresses().FirstOrDefault(candidate => candidate.Address.Equals(address));

    /// <summary>
    /// The source address of packets to <paramref name="destination"/>, and the interface that they leave through. The address may be on
    /// another interface than that.
    /// </summary>
    /// <exception cref="NetlinkException">There is no route (ENETUNREACH).</exception>
    public HostAddress FindSource(IPAddress destination)
    {
        RouteLookup route = netlink.Routes.Lookup(destination);
        Link link = netlink.Links.Find(route.LinkIndex)
            ?? throw new NetlinkException($"find the interface towards {destination}", ENODEV);
        int prefixLength = netlink.Addresses.List()
            .Where(address => address.Address.Equals(route.Source))
            .Select(address => address.PrefixLength)
            .FirstOrDefault(route.Source.GetAddressBytes().Length * 8);
        return new HostAddress(route.Source, prefixLength, link.Name, link.Mtu);
    }

    /// <summary>
    /// The address to advertise when the operator names none: the one that goes with the default route, IPv4 before IPv6; without
    /// a default route the only one there is. Null when there is a choice, which the operator then has to make.
    /// </summary>
    public HostAddress? SuggestAdvertised()
    {
        IReadOnlyList<HostAddress> addresses = ListAddresses();
        foreach (AddressFamily family in new[] { AddressFamily.InterNetwork, AddressFamily.InterNetworkV6 })
        {
            Route? defaultRoute = netlink.Routes.List()
                .Where(route => route.IsDefault && route.Destination.BaseAddress.AddressFamily == family)
                .MinBy(route => route.Metric ?? 0);
            if (defaultRoute is null)
            {
                continue;
            }

            // A default route matches any destination, so any address of the family will do; these are reserved for documentation.
            IPAddress anywhere = IPAddress.Parse(family == AddressFamily.InterNetwork ? "192.0.2.1" : "2001:db8::1");
            HostAddress source = FindSource(anywhere);
            if (addresses.Any(address => address.Address.Equals(source.Address)))
            {
                return source;
            }
        }
        return addresses.Count == 1 ? addresses[0] : null;
    }

    private static bool IsLinkLocal(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6
        ? address.IsIPv6LinkLocal
        : address.GetAddressBytes() is [169, 254, _, _];
}

/// <summary>An address of this host that others might reach it by.</summary>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Of its subnet.</param>
/// <param name="LinkName">The interface that has it.</param>
/// <param name="Mtu">The interface's, in bytes.</param>
public sealed record HostAddress(IPAddress Address, int PrefixLength, string LinkName, int Mtu);
