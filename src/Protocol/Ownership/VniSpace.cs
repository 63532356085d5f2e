using MeshNet.Messages;

namespace MeshNet.Protocol.Ownership;

/// <summary>The 24 bits of VXLAN network identifiers (RFC 7348) as a space that is owned in blocks.</summary>
public static class VniSpace
{
    public static readonly Block Root = new(0, 8);
}
