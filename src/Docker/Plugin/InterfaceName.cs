namespace MeshNet.Docker.Plugin;

/// <summary>Which link goes into the container, and under which name.</summary>
/// <param name="SrcName">The link's name in the host's namespace, at most 15 bytes.</param>
/// <param name="DstPrefix">Docker appends the next free number: <c>eth</c> becomes <c>eth0</c>.</param>
public sealed record InterfaceName(string SrcName, string DstPrefix);
