namespace MeshNet.Node.Management.Model;

/// <summary>One line of <c>meshnet network ls</c>.</summary>
public sealed record NetworkRow(string Id, string Name, string Subnet, uint Vni, int Endpoints, bool Internal, string State, string CreatedOn);

/// <summary>One line of <c>meshnet endpoint ls</c>.</summary>
public sealed record EndpointRow(string Id, string Network, string Name, string Address, string Mac, string Node, string Container, string Health);

/// <summary>One line of <c>meshnet address-space</c>.</summary>
public sealed record BlockRow(string Block, string Node, ulong Addresses, ulong Used, ulong Version);
