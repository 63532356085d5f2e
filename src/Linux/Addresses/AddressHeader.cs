using System.Runtime.InteropServices;

namespace MeshNet.Linux.Addresses;

/// <summary>struct ifaddrmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct AddressHeader
{
    public byte Family;
    public byte PrefixLength;
    public byte Flags;
    public byte Scope;
    public int LinkIndex;
}
