namespace MeshNet.Linux.Links;

/// <summary>
/// The far end of a veth to be made. It is down at first: the kernel cannot set it up (ENOTCONN) before the pair is whole.
/// </summary>
public sealed record VethPeer : LinkTemplate;
