namespace MeshNet.Protocol.Ownership;

/// <summary>The 24 bits of VXLAN network identifiers (RFC 7348) as a space that is owned in blocks.</summary>
public static class VniSpace
{
    public static readonly Block Root = new(0, 8);

    /// <summary>
    /// Where a cluster begins to number its networks (R18): at 22 bits of its random id, above the identifiers that Docker's own overlay uses.
    /// </summary>
    public static uint StartOf(ClusterId cluster) => (1u << 23) + (uint)(cluster.Value & 0x3FFFFF);
}
