using MeshNet.Linux.Host;
using MeshNet.Linux.Namespaces;
using MeshNet.Linux.Netlink;
using MeshNet.Node.Configuration;
using MeshNet.Node.Management;

namespace MeshNet.Node.Daemon;

/// <summary>This host's place in the underlay: the address that the others reach it at, and what it has routes to.</summary>
/// <param name="HostSubnets">On-link IPv4 subnets: no overlay may be one of them.</param>
public sealed record Underlay(IPEndPoint Address, int Mtu, ImmutableArray<Block> HostSubnets)
{
    /// <param name="advertise">An address with or without a port; empty: the configured one, else the one of the default route.</param>
    /// <exception cref="ControlException">The address is not one of this host's, or there is none to choose.</exception>
    public static Underlay Find(string advertise, MeshNetSettings settings)
    {
        if (advertise.Length == 0 && settings.Advertise is { } configured)
        {
            advertise = configured.ToString();
        }

        ushort port = (ushort)settings.GossipPort;
        using NetworkNamespace current = NetworkNamespace.OpenCurrent();
        using RoutingNetlink netlink = RoutingNetlink.Open(current);
        HostNetwork host = new(netlink);
        HostAddress chosen = Choose(host, advertise, ref port);
        ImmutableArray<Block> subnets =
        [
            .. host.ListAddresses()
                .Where(address => address.Address.AddressFamily == AddressFamily.InterNetwork && IsForeign(address.LinkName))
                .Select(address => Block.Containing(Ipv4.ToUnit(address.Address), (byte)address.PrefixLength))
                .Distinct(),
        ];
        return new(new IPEndPoint(chosen.Address, port), settings.UnderlayMtu ?? chosen.Mtu, subnets);
    }

    private static HostAddress Choose(HostNetwork host, string advertise, ref ushort port)
    {
        if (advertise.Length == 0)
        {
            return host.SuggestAdvertised()
                ?? throw ControlException.BadRequest("this host has no default route, so no address can be chosen: give one with --advertise");
        }

        if (!IPEndPoint.TryParse(advertise, out IPEndPoint? given))
        {
            throw ControlException.BadRequest($"--advertise {advertise} is not an IP address, with or without a port");
        }

        port = given.Port == 0 ? port : (ushort)given.Port;
        return host.Find(given.Address)
            ?? throw ControlException.BadRequest($"--advertise {given.Address} is not an address of this host (see: ip address)");
    }

    /// <summary>Docker's own bridges and ours come and go, and Docker keeps its pools apart from our subnets by itself.</summary>
    private static bool IsForeign(string link) =>
        !link.StartsWith("docker", StringComparison.Ordinal)
        && !link.StartsWith("br-", StringComparison.Ordinal)
        && !link.StartsWith("meshnet", StringComparison.Ordinal)
        && link != "lo";
}
