namespace MeshNet.Node.Management.Model;

public sealed record InspectionSubnet(string Subnet, string Gateway);
