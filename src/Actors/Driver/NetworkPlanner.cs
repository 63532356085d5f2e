using System.Net.Sockets;

namespace MeshNet.Actors.Driver;

/// <summary>Makes the plan of one network from the replica.</summary>
public static class NetworkPlanner
{
    /// <summary>Driver option (<c>-o meshnet.multicast=true</c>): replicate broadcast and multicast to every host of the network.</summary>
    public const string MulticastOption = "meshnet.multicast";

    /// <summary>RFC 7348: outer IPv4 header 20, UDP 8, VXLAN 8, inner Ethernet header 14.</summary>
    public const int OverheadIPv4 = 50;

    /// <summary>The same with an outer IPv6 header of 40 bytes.</summary>
    public const int OverheadIPv6 = 70;

    /// <param name="locals">The endpoints whose veths belong on this host.</param>
    /// <returns>Null while this node has not told the mesh where its own VTEP is.</returns>
    public static NetworkPlan? Plan(MeshView view, NetworkView network, ImmutableSortedSet<EndpointId> locals)
    {
        if (!view.Nodes.TryGetValue(view.Self, out NodeRecord? self))
        {
            return null;
        }

        EndpointClaims claims = new(network.Endpoints.Values);
        ImmutableSortedDictionary<uint, RemoteEndpoint>.Builder remotes = ImmutableSortedDictionary.CreateBuilder<uint, RemoteEndpoint>();
        ImmutableSortedDictionary<EndpointId, string>.Builder withheld = ImmutableSortedDictionary.CreateBuilder<EndpointId, string>();
        foreach (EndpointView endpoint in network.Endpoints.Values)
        {
            NodeRecord? owner = view.Nodes.GetValueOrDefault(endpoint.Owner);
            string? obstacle = Conflict(claims, endpoint) ?? (endpoint.Owner == view.Self ? null : Obstacle(self, network, endpoint, owner));
            if (obstacle is not null)
            {
                withheld.Add(endpoint.Id, obstacle);
            }
            else if (endpoint.Owner != view.Self)
            {
                remotes.Add(endpoint.Record.Address, new(endpoint.Id, endpoint.Record.Mac, owner!.Vtep));
            }
        }

        return new NetworkPlan(
            network.Id,
            network.Record.Name,
            network.Record.Subnet,
            network.Record.Vni,
            self.Vtep,
            network.Record.Mtu > 0 ? network.Record.Mtu : MtuOver(view),
            locals,
            remotes.ToImmutable(),
            WantsMulticast(network.Record) ? Vteps(remotes.Values) : [],
            withheld.ToImmutable())
        {
            KeepsUnknownRemotes = !view.IsSynced,
        };
    }

    /// <summary>
    /// The smallest underlay decides for all: a frame that fits one host's underlay must also fit the receiver's, because nothing
    /// on the way fragments VXLAN (RFC 7348, 4.3).
    /// </summary>
    private static int MtuOver(MeshView view)
    {
        int underlay = view.Nodes.Values.Min(node => node.UnderlayMtu);
        return underlay - (view.Nodes[view.Self].Vtep.AddressFamily == AddressFamily.InterNetworkV6 ? OverheadIPv6 : OverheadIPv4);
    }

    private static string? Conflict(EndpointClaims claims, EndpointView endpoint)
    {
        if (claims.WinnerOver(endpoint) is not { } winner)
        {
            return null;
        }

        bool sameAddress = winner.Record.Address == endpoint.Record.Address;
        string what = sameAddress ? $"address {Ipv4.ToText(endpoint.Record.Address)}" : $"MAC {endpoint.Record.Mac}";
        return $"its {what} belongs to endpoint {Describe(winner)}: restart this container to give it another";
    }

    private static string? Obstacle(NodeRecord self, NetworkView network, EndpointView endpoint, NodeRecord? owner)
    {
        if (owner is null)
        {
            return $"its host {endpoint.Owner.ToShortString()} has not announced its address yet";
        }

        if (owner.Vtep.AddressFamily != self.Vtep.AddressFamily)
        {
            return $"its host {owner.Name} has the VXLAN address {owner.Vtep}, and this one has {self.Vtep}: all hosts need IPv4, or all IPv6";
        }

        if (owner.Vtep.Equals(self.Vtep))
        {
            return $"its host {owner.Name} has the same VXLAN address as this one, {self.Vtep}: set 'advertise' to a different address on each";
        }

        return network.Record.Subnet.Contains(endpoint.Record.Address)
            ? null
            : $"its address {Ipv4.ToText(endpoint.Record.Address)} is outside {network.Record.Subnet}, the subnet of the network";
    }

    private static string Describe(EndpointView endpoint) =>
        endpoint.Record.Name.Length > 0 ? endpoint.Record.Name : endpoint.Id.ToString()[..12];

    private static bool WantsMulticast(NetworkRecord record) =>
        record.Options.TryGetValue(MulticastOption, out string? value) && bool.TryParse(value, out bool wanted) && wanted;

    private static ImmutableArray<IPAddress> Vteps(IEnumerable<RemoteEndpoint> remotes) =>
        [.. remotes.Select(remote => remote.Vtep).Distinct().OrderBy(vtep => vtep, AddressOrder.Instance)];
}

/// <summary>IP addresses by their bytes, IPv4 first: the same order on every host and in every run.</summary>
internal sealed class AddressOrder : IComparer<IPAddress>
{
    public static readonly AddressOrder Instance = new();

    public int Compare(IPAddress? x, IPAddress? y)
    {
        byte[] left = x?.GetAddressBytes() ?? [];
        byte[] right = y?.GetAddressBytes() ?? [];
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.AsSpan().SequenceCompareTo(right);
    }
}
