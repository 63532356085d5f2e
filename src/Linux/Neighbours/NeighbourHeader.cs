using System.Runtime.InteropServices;

namespace MeshNet.Linux.Neighbours;

/// <summary>struct ndmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NeighbourHeader
{
    public byte Family;
    public byte Padding1;
    public ushort Padding2;
    public int LinkIndex;

    /// <summary>NUD_* bits.</summary>
    public ushort State;

    /// <summary>NTF_* bits.</summary>
    public byte Flags;
    public byte Type;
}
