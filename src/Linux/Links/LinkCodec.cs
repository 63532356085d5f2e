using System.Diagnostics.CodeAnalysis;
using static MeshNet.Linux.Interop.LinkConstants;
using static MeshNet.Linux.Interop.NetlinkConstants;

namespace MeshNet.Linux.Links;

/// <summary>Link messages: what all kinds have in common.</summary>
internal static class LinkCodec
{
    public static bool TryRead(in NetlinkMessage message, [MaybeNullWhen(false)] out Link link)
    {
        link = null;
        if (message.Type is not (RTM_NEWLINK or RTM_DELLINK))
        {
            return false;
        }

        LinkHeader header = message.Structure<LinkHeader>();
        link = new Link { Index = header.Index, Name = "", Flags = header.Flags };
        foreach (NetlinkAttribute attribute in message.AttributesAfter<LinkHeader>())
        {
            link = attribute.Type switch
            {
                IFLA_IFNAME => link with { Name = attribute.AsText() },
                IFLA_MTU => link with { Mtu = attribute.AsInt32() },
                IFLA_ADDRESS => link with { Mac = attribute.AsMacAddress() },
                IFLA_MASTER => link with { MasterIndex = attribute.AsInt32() },
                IFLA_LINK => link with { PeerIndex = attribute.AsInt32() },
                IFLA_LINK_NETNSID => link with { PeerNamespaceId = attribute.AsInt32() },
                IFLA_IFALIAS => link with { Alias = attribute.AsText() },
                IFLA_GROUP => link with { Group = attribute.AsUInt32() },
                IFLA_STATS64 => link with { Statistics = attribute.As<LinkStatistics>() },
                IFLA_LINKINFO => ReadKind(link, attribute.Nested),
                _ => link,
            };
        }
        return true;
    }

    private static Link ReadKind(Link link, AttributeReader attributes)
    {
        bool isBridgePort = false;
        foreach (NetlinkAttribute attribute in attributes)
        {
            // The kernel sends the kind before its data.
            if (attribute.Type == IFLA_INFO_KIND)
            {
                link = link with { Kind = attribute.AsText() };
            }
            else if (attribute.Type == IFLA_INFO_DATA && link.Kind == "vxlan")
            {
                link = link with { Vxlan = VxlanCodec.Read(attribute.Nested) };
            }
            else if (attribute.Type == IFLA_INFO_SLAVE_KIND)
            {
                isBridgePort = attribute.AsText() == "bridge";
            }
            else if (attribute.Type == IFLA_INFO_SLAVE_DATA && isBridgePort)
            {
                link = link with { IsIsolated = ReadIsolation(attribute.Nested) };
            }
        }
        return link;
    }

    private static bool? ReadIsolation(AttributeReader attributes)
    {
        foreach (NetlinkAttribute attribute in attributes)
        {
            if (attribute.Type == IFLA_BRPORT_ISOLATED)
            {
                return attribute.AsBoolean();
            }
        }
        return null;
    }
}

/// <summary>struct ifinfomsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct LinkHeader
{
    public byte Family;
    public byte Padding;
    public ushort DeviceType;
    public int Index;
    public uint Flags;
    public uint Change;
}
