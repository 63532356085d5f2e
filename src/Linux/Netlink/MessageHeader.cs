using System.Runtime.InteropServices;

namespace MeshNet.Linux.Netlink;

/// <summary>struct nlmsghdr.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MessageHeader
{
    /// <summary>Bytes of the message, this header included, padding at its end excluded.</summary>
    public uint Length;
    public ushort Type;
    public ushort Flags;
    public uint Sequence;
    public uint PortId;
}
