using MeshNet.Linux.Links;

namespace MeshNet.Linux.Overlay;

/// <summary>What the kernel objects of an overlay are called, so that they are found again without any record of them.</summary>
public static class OverlayNames
{
    /// <summary>Where the namespaces are mounted.</summary>
    public const string NamespaceDirectory = "/run/meshnet/netns";

    /// <summary>What the names of our links begin with, wherever the links are.</summary>
    public const string LinkPrefix = "mn";

    /// <summary>The bridge of an overlay, in its namespace.</summary>
    public const string Bridge = "mnbr0";

    /// <summary>The VXLAN of an overlay, in its namespace.</summary>
    public const string Vxlan = "mnvx0";

    /// <summary>
    /// The group of every link of ours ("mesh" in ASCII). It is set at creation and stays through renaming and moving, so it says whose a
    /// link is when its name says no more.
    /// </summary>
    public const uint LinkGroup = 0x6d65_7368;

    private const int EndpointIdLength = 9;

    /// <summary>
    /// The name of an endpoint's veth, both ends: "mn" and the first nine characters of its id. Nine hexadecimal digits are
    /// 36 bits, enough for one host.
    /// </summary>
    /// <exception cref="ArgumentException">The id is shorter, or has other characters than letters and digits.</exception>
    public static string EndpointLink(string endpointId)
    {
        ArgumentNullException.ThrowIfNull(endpointId);
        if (endpointId.Length < EndpointIdLength || !endpointId.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException(
                $"'{endpointId}' is no endpoint id: it has at least {EndpointIdLength} characters, letters and digits.",
                nameof(endpointId));
        return LinkPrefix + endpointId[..EndpointIdLength];
    }

    /// <summary>True for a link that MeshNet made, by its group and its name's beginning.</summary>
    public static bool IsOurs(Link link, string prefix)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.Group == LinkGroup && link.Name.StartsWith(prefix, StringComparison.Ordinal);
    }
}
