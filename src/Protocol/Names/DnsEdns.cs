namespace MeshNet.Protocol.Names;

/// <summary>What a query's OPT record says (RFC 6891 section 6.1.2).</summary>
/// <param name="PayloadBytes">The largest datagram that the asker takes; below 512 it means 512.</param>
/// <param name="Version">0 is the only one in use.</param>
public readonly record struct DnsEdns(ushort PayloadBytes, byte Version);
