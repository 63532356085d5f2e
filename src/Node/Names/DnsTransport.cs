namespace MeshNet.Node.Names;

/// <summary>How a query came, and so how it is passed on.</summary>
internal enum DnsTransport
{
    Datagram,
    Stream,
}
