namespace MeshNet.Linux.Netlink;

/// <summary>One edit of a batch that the kernel refused. The others of the batch were carried out.</summary>
public sealed record BatchFailure<T>(T Edit, NetlinkException Error);
