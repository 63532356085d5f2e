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

    /// <summary>True for a link that MeshNet made, by its group and its name's beginning.</summary>
    public static bool IsOurs(Link link, string prefix)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.Group == LinkGroup && link.Name.StartsWith(prefix, StringComparison.Ordinal);
    }
}
