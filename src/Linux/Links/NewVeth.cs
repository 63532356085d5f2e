namespace MeshNet.Linux.Links;

/// <summary>A pair of links, one in the socket's namespace and its peer, often, in another.</summary>
public sealed record NewVeth : NewLink
{
    /// <summary>The bridge to enslave this end to, in the socket's namespace.</summary>
    public int? MasterIndex { get; init; }

    public required VethPeer Peer { get; init; }
}
