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

/// <summary>Classes of resource records (RFC 1035 section 3.2.4).</summary>
public enum DnsClass : ushort
{
    None = 0,
    Internet = 1,
    Chaos = 3,
    Any = 255,
}

/// <summary>What a reply says of the query (RFC 1035 section 4.1.1). Codes above 15 need EDNS (RFC 6891 section 6.1.3).</summary>
public enum DnsResponseCode : ushort
{
    NoError = 0,
    FormatError = 1,
    ServerFailure = 2,
    NoSuchName = 3,
    NotImplemented = 4,
    Refused = 5,
    BadVersion = 16,
}
