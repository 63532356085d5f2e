using System.Runtime.InteropServices;

namespace MeshNet.Linux.Routes;

/// <summary>struct rtmsg.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct RouteHeader
{
    public byte Family;
    public byte DestinationLength;
    public byte SourceLength;
    public byte TypeOfService;
    public byte Table;
    public byte Protocol;
    public byte Scope;
    public byte Type;
    public uint Flags;
}
