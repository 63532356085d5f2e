using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Ownership;

namespace MeshNet.Protocol.Networks;

/// <summary>
/// The VNIs that this node gives its networks. Each search continues after the last one and starts over at the end, so that a number
/// that was given back is used last: a host that missed the end of its network must not take another's packets for it.
/// </summary>
internal sealed class Vnis
{
    /// <summary>Linux treats a VXLAN with this number as one without a number.</summary>
    private const uint Reserved = 0;

    private readonly MeshContext _context;
    private uint _cursor;

    public Vnis(MeshContext context)
    {
        _context = context;
        _cursor = context.Settings.VniStart;
        Space.Use(Block.Single(Reserved));
    }

    private FreeSpace Space => _context.Ledger.Space(SpaceId.Vni);

    /// <summary>The next free one; the caller has made sure that there is one.</summary>
    public uint Take()
    {
        uint vni = Space.FindFree(32, _cursor)!.Value.Start;
        _cursor = vni + 1;
        return vni;
    }

    public void Use(uint vni) => Space.Use(Block.Single(vni));

    public void GiveBack(uint vni) => Space.Unuse(Block.Single(vni));

    /// <summary>The search continues after this one, unless it is already further on.</summary>
    public void GoOnBehind(uint vni) => _cursor = Math.Max(_cursor, vni + 1);
}
