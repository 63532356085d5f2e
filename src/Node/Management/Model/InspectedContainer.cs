namespace MeshNet.Node.Management.Model;

/// <param name="Node">The host that the container runs on; Docker's own shape ends before it.</param>
public sealed record InspectedContainer(
    string Name,
    string EndpointID,
    string MacAddress,
    string IPv4Address,
    string IPv6Address,
    string Node,
    string Vtep);
