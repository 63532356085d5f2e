using System.Runtime.InteropServices;

namespace MeshNet.Linux.Netlink;

/// <summary>struct nlattr.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AttributeHeader
{
    /// <summary>Bytes of the attribute, this header included, padding at its end excluded.</summary>
    public ushort Length;
    public ushort Type;
}
