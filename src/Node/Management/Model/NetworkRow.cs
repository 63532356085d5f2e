namespace MeshNet.Node.Management.Model;

/// <summary>One line of <c>meshnet network ls</c>.</summary>
public sealed record NetworkRow(string Id, string Name, string Subnet, uint Vni, int Endpoints, bool Internal, string State, string CreatedOn);
