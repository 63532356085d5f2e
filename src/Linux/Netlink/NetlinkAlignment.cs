namespace MeshNet.Linux.Netlink;

/// <summary>NLMSG_ALIGN and NLA_ALIGN: messages, structures and attributes begin at multiples of four bytes.</summary>
internal static class NetlinkAlignment
{
    public static int Align(int length) => (length + 3) & ~3;
}
