namespace MeshNet.Protocol.Names;

/// <summary>Classes of resource records (RFC 1035 section 3.2.4).</summary>
public enum DnsClass : ushort
{
    None = 0,
    Internet = 1,
    Chaos = 3,
    Any = 255,
}
