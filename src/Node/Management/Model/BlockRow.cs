namespace MeshNet.Node.Management.Model;

/// <summary>One line of <c>meshnet address-space</c>.</summary>
public sealed record BlockRow(string Block, string Node, ulong Addresses, ulong Used, ulong Version);
