namespace MeshNet.Linux.Addresses;

/// <summary>An IP address on a link, with the length of its subnet's prefix.</summary>
public sealed record InterfaceAddress(int LinkIndex, IPAddress Address, int PrefixLength)
{
    /// <summary>In the notation of ip-address: "10.0.0.2/24".</summary>
    public override string ToString() => $"{Address}/{PrefixLength}";
}

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
