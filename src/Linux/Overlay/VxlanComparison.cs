using MeshNet.Linux.Links;

namespace MeshNet.Linux.Overlay;

/// <summary>Whether a link that is there can serve as an overlay's VXLAN.</summary>
internal static class VxlanComparison
{
    /// <summary>Null when it can; else the reason why not, as the rest of a sentence that begins with "because".</summary>
    public static string? Incompatibility(Link link, VxlanSettings wanted)
    {
        if (link.Vxlan is not { } actual)
        {
            return $"it was a {link.Kind ?? "link without a kind"}, not a vxlan";
        }

        return Difference("its VNI", actual.Vni, wanted.Vni)
            ?? Difference("its UDP port", actual.UdpPort, wanted.UdpPort)
            ?? Difference("its local address", actual.Local, wanted.Local)
            ?? Difference("learning", actual.Learning, wanted.Learning)
            ?? Difference("its ARP proxy", actual.Proxy, wanted.Proxy)
            ?? Difference("its UDP checksum", actual.UdpChecksum, wanted.UdpChecksum);
    }

    private static string? Difference<T>(string what, T actual, T wanted)
        where T : notnull => actual.Equals(wanted) ? null : $"{what} was {Say(actual)}, not {Say(wanted)}";

    private static string Say(object value) => value is bool isOn ? isOn ? "on" : "off" : value.ToString()!;
}
