namespace MeshNet.Protocol.Names;

/// <summary>What to make of bytes that came in as a query.</summary>
public enum DnsQueryStatus
{
    Valid,

    /// <summary>No answer at all: too short for a header, or itself a reply, which two servers could send each other for ever.</summary>
    Ignored,

    /// <summary>To be answered with <see cref="DnsResponseCode.FormatError"/>.</summary>
    FormatError,

    /// <summary>To be answered with <see cref="DnsResponseCode.NotImplemented"/>: no standard query.</summary>
    NotImplemented,
}
