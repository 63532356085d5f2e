using Tmds.Linux;

namespace MeshNet.Linux.Netlink;

/// <summary>Address families in the one byte that rtnetlink's headers have for them.</summary>
internal static class RoutingFamily
{
    public static byte IPv4 => (byte)LibC.AF_INET;

    public static byte IPv6 => (byte)LibC.AF_INET6;

    public static byte Bridge => (byte)LibC.AF_BRIDGE;

    public static byte Of(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? IPv6 : IPv4;
}
