namespace MeshNet.Node.Management.Model;

/// <summary>One line of <c>meshnet endpoint ls</c>.</summary>
public sealed record EndpointRow(string Id, string Network, string Name, string Address, string Mac, string Node, string Container, string Health);
