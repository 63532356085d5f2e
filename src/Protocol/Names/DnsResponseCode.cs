namespace MeshNet.Protocol.Names;

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
