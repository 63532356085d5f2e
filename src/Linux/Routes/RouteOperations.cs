using static MeshNet.Linux.Interop.NetlinkConstants;
using static MeshNet.Linux.Interop.RouteConstants;

namespace MeshNet.Linux.Routes;

/// <summary>Lists and edits the main routing table, and asks where a packet would go.</summary>
/// <exception cref="NetlinkException">From every operation, when the kernel refuses.</exception>
public sealed class RouteOperations(NetlinkSocket socket)
{
    /// <summary>The unicast routes of the main table, both families.</summary>
    public IReadOnlyList<Route> List()
    {
        NetlinkWriter request = new();
        using (request.Message(RTM_GETROUTE, 0))
        {
            request.Structure(new RouteHeader());
        }

        return socket.Dump<Route>(request, "list routes", RouteCodec.TryRead);
    }

    public void Add(Route route) => Execute(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, route, "add");

    /// <summary>Adds the route, or overwrites the one with the same destination and metric.</summary>
    public void Replace(Route route) => Execute(RTM_NEWROUTE, NLM_F_CREATE | NLM_F_REPLACE, route, "replace");

    public void Delete(Route route) => Execute(RTM_DELROUTE, 0, route, "delete");

    /// <summary>Asks the kernel where a packet to <paramref name="destination"/> would go and which source address it would get.</summary>
    /// <exception cref="NetlinkException">Nowhere: ENETUNREACH.</exception>
    public RouteLookup Lookup(IPAddress destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        bool isIPv6 = destination.AddressFamily == AddressFamily.InterNetworkV6;
        NetlinkWriter request = new();
        using (request.Message(RTM_GETROUTE, 0))
        {
            request.Structure(new RouteHeader
            {
                Family = RoutingFamily.Of(destination),
                DestinationLength = (byte)(isIPv6 ? 128 : 32),
            });
            request.Attribute(RTA_DST, destination);
        }
        return socket.Get<RouteLookup>(request, $"find a route to {destination}", RouteCodec.TryReadLookup);
    }

    private void Execute(ushort type, int flags, Route route, string verb)
    {
        ArgumentNullException.ThrowIfNull(route);
        NetlinkWriter request = new();
        RouteCodec.Write(request, type, flags, route);
        socket.Execute(request, $"{verb} route {route}");
    }
}
