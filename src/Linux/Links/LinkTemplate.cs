using MeshNet.Linux.Namespaces;

namespace MeshNet.Linux.Links;

/// <summary>What every new link, and either end of a veth, can be given.</summary>
public abstract record LinkTemplate
{
    /// <summary>The longest name, in bytes (IFNAMSIZ - 1).</summary>
    public const int NameLengthMax = 15;

    /// <summary>1 to <see cref="NameLengthMax"/> bytes, without '/', ':' or white space.</summary>
    public required string Name { get; init; }

    /// <summary>Null leaves the kernel's default.</summary>
    public int? Mtu { get; init; }

    /// <summary>Null lets the kernel choose a random one.</summary>
    public MacAddress? Mac { get; init; }

    /// <summary>A free number that marks the link's owner.</summary>
    public uint Group { get; init; }

    /// <summary>
    /// Where the link is made; null is the socket's own namespace. Making it in place takes 0.1 ms, moving it
    /// there afterwards 16 ms. A VXLAN's UDP socket stays in the netlink socket's namespace.
    /// </summary>
    public NetworkNamespace? Namespace { get; init; }
}

/// <summary>A link to be made.</summary>
public record NewLink : LinkTemplate
{
    /// <summary>Set it up at once.</summary>
    public bool Up { get; init; }
}

/// <summary>A pair of links, one in the socket's namespace and its peer, often, in another.</summary>
public sealed record NewVeth : NewLink
{
    /// <summary>The bridge to enslave this end to, in the socket's namespace.</summary>
    public int? MasterIndex { get; init; }

    public required VethPeer Peer { get; init; }
}

/// <summary>
/// The far end of a veth to be made. It is down at first: the kernel cannot set it up (ENOTCONN) before the pair is whole.
/// </summary>
public sealed record VethPeer : LinkTemplate;
