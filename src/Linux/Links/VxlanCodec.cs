using static MeshNet.Linux.Interop.LinkConstants;

namespace MeshNet.Linux.Links;

/// <summary>The IFLA_VXLAN_* attributes.</summary>
internal static class VxlanCodec
{
    public static void Write(NetlinkWriter writer, VxlanSettings settings)
    {
        bool isIPv6 = settings.Local.AddressFamily == AddressFamily.InterNetworkV6;
        writer.Attribute(IFLA_VXLAN_ID, settings.Vni);
        writer.Attribute(isIPv6 ? IFLA_VXLAN_LOCAL6 : IFLA_VXLAN_LOCAL, settings.Local);
        writer.AttributeBigEndian(IFLA_VXLAN_PORT, settings.UdpPort);
        writer.Attribute(IFLA_VXLAN_LEARNING, settings.Learning);
        writer.Attribute(IFLA_VXLAN_PROXY, settings.Proxy);
        writer.Attribute(IFLA_VXLAN_L2MISS, settings.L2Miss);
        writer.Attribute(IFLA_VXLAN_L3MISS, settings.L3Miss);
        // Each family has its own switches, and the IPv6 ones say the opposite: "no checksum".
        if (isIPv6)
        {
            writer.Attribute(IFLA_VXLAN_UDP_ZERO_CSUM6_TX, !settings.UdpChecksum);
            writer.Attribute(IFLA_VXLAN_UDP_ZERO_CSUM6_RX, !settings.UdpChecksum);
        }
        else
        {
            writer.Attribute(IFLA_VXLAN_UDP_CSUM, settings.UdpChecksum);
        }
    }

    public static VxlanSettings Read(AttributeReader attributes)
    {
        VxlanSettings settings = new() { Vni = 0, UdpPort = 0, Local = IPAddress.Any };
        bool checksum = false, zeroChecksum6 = false;
        foreach (NetlinkAttribute attribute in attributes)
        {
            switch (attribute.Type)
            {
                case IFLA_VXLAN_ID: settings = settings with { Vni = attribute.AsUInt32() }; break;
                case IFLA_VXLAN_LOCAL or IFLA_VXLAN_LOCAL6: settings = settings with { Local = attribute.AsIPAddress() }; break;
                case IFLA_VXLAN_PORT: settings = settings with { UdpPort = attribute.AsUInt16BigEndian() }; break;
                case IFLA_VXLAN_LEARNING: settings = settings with { Learning = attribute.AsBoolean() }; break;
                case IFLA_VXLAN_PROXY: settings = settings with { Proxy = attribute.AsBoolean() }; break;
                case IFLA_VXLAN_L2MISS: settings = settings with { L2Miss = attribute.AsBoolean() }; break;
                case IFLA_VXLAN_L3MISS: settings = settings with { L3Miss = attribute.AsBoolean() }; break;
                case IFLA_VXLAN_UDP_CSUM: checksum = attribute.AsBoolean(); break;
                case IFLA_VXLAN_UDP_ZERO_CSUM6_TX: zeroChecksum6 = attribute.AsBoolean(); break;
            }
        }
        bool isIPv6 = settings.Local.AddressFamily == AddressFamily.InterNetworkV6;
        return settings with { UdpChecksum = isIPv6 ? !zeroChecksum6 : checksum };
    }
}
