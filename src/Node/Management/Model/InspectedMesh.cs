namespace MeshNet.Node.Management.Model;

public sealed record InspectedMesh(uint Vni, string CreatedOn, string State);
