namespace MeshNet.Protocol.Names;

/// <summary>Types of resource records that the resolver tells apart (RFC 1035 section 3.2.2, RFC 3596, RFC 6891).</summary>
public enum DnsType : ushort
{
    None = 0,
    A = 1,
    Ptr = 12,
    Mx = 15,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Opt = 41,
    Any = 255,
}
