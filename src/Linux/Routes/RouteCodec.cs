using System.Diagnostics.CodeAnalysis;
using static MeshNet.Linux.Interop.NetlinkConstants;
using static MeshNet.Linux.Interop.RouteConstants;

namespace MeshNet.Linux.Routes;

/// <summary>Route messages.</summary>
internal static class RouteCodec
{
    public static void Write(NetlinkWriter request, ushort type, int flags, Route route)
    {
        bool isIPv6 = route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6;
        using (request.Message(type, flags))
        {
            request.Structure(new RouteHeader
            {
                Family = RoutingFamily.Of(route.Destination.BaseAddress),
                DestinationLength = (byte)route.Destination.PrefixLength,
                Table = (byte)RT_TABLE_MAIN,
                Protocol = RTPROT_STATIC,
                Scope = route.Gateway is null && !isIPv6 ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE,
                Type = RTN_UNICAST,
                Flags = route.OnLink ? RTNH_F_ONLINK : 0,
            });
            if (!route.IsDefault)
            {
                request.Attribute(RTA_DST, route.Destination.BaseAddress);
            }

            if (route.Gateway is { } gateway)
            {
                request.Attribute(RTA_GATEWAY, gateway);
            }

            if (route.LinkIndex is { } index)
            {
                request.Attribute(RTA_OIF, index);
            }

            if (route.PreferredSource is { } source)
            {
                request.Attribute(RTA_PREFSRC, source);
            }

            if (route.Metric is { } metric)
            {
                request.Attribute(RTA_PRIORITY, metric);
            }
        }
    }

    public static bool TryRead(in NetlinkMessage message, [MaybeNullWhen(false)] out Route route)
    {
        route = null;
        if (!TryReadAttributes(message, out RouteHeader header, out RouteAttributes attributes) || header.Type != RTN_UNICAST)
        {
            return false;
        }

        // An IPv6 dump also tells of the cache.
        if (attributes.Table != RT_TABLE_MAIN || (header.Flags & RTM_F_CLONED) != 0)
        {
            return false;
        }

        IPAddress any = header.Family == RoutingFamily.IPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        route = new Route(new IPNetwork(attributes.Destination ?? any, header.DestinationLength))
        {
            Gateway = attributes.Gateway,
            LinkIndex = attributes.LinkIndex,
            PreferredSource = attributes.Source,
            Metric = attributes.Metric,
            OnLink = (header.Flags & RTNH_F_ONLINK) != 0,
        };
        return true;
    }

    public static bool TryReadLookup(in NetlinkMessage message, [MaybeNullWhen(false)] out RouteLookup lookup)
    {
        lookup = null;
        if (!TryReadAttributes(message, out _, out RouteAttributes attributes))
        {
            return false;
        }

        if (attributes.LinkIndex is not { } index || attributes.Source is not { } source)
        {
            return false;
        }

        lookup = new RouteLookup(index, source, attributes.Gateway);
        return true;
    }

    private static bool TryReadAttributes(in NetlinkMessage message, out RouteHeader header, out RouteAttributes attributes)
    {
        header = default;
        attributes = default;
        if (message.Type != RTM_NEWROUTE)
        {
            return false;
        }

        header = message.Structure<RouteHeader>();
        attributes.Table = header.Table;
        foreach (NetlinkAttribute attribute in message.AttributesAfter<RouteHeader>())
        {
            switch (attribute.Type)
            {
                case RTA_DST: attributes.Destination = attribute.AsIPAddress(); break;
                case RTA_GATEWAY: attributes.Gateway = attribute.AsIPAddress(); break;
                case RTA_OIF: attributes.LinkIndex = attribute.AsInt32(); break;
                case RTA_PREFSRC: attributes.Source = attribute.AsIPAddress(); break;
                case RTA_PRIORITY: attributes.Metric = attribute.AsUInt32(); break;
                case RTA_TABLE: attributes.Table = attribute.AsUInt32(); break;
            }
        }
        return true;
    }

    private struct RouteAttributes
    {
        public IPAddress? Destination;
        public IPAddress? Gateway;
        public IPAddress? Source;
        public int? LinkIndex;
        public uint? Metric;
        public uint Table;
    }
}

/// <summary>struct rtmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RouteHeader
{
    public byte Family;
    public byte DestinationLength;
    public byte SourceLength;
    public byte TypeOfService;
    public byte Table;
    public byte Protocol;
    public byte Scope;
    public byte Type;
    public uint Flags;
}
