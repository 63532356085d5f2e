namespace MeshNet.Node.Management.Model;

/// <summary>
/// <c>docker network inspect</c>'s own shape (Engine API, GET /networks/{id}), with the containers of all hosts in it. Fields that
/// Docker does not have are gathered under <see cref="Mesh"/>.
/// </summary>
public sealed record NetworkInspection(
    string Name,
    string Id,
    string Scope,
    string Driver,
    bool EnableIPv6,
    InspectionIpam IPAM,
    bool Internal,
    bool Attachable,
    bool Ingress,
    ImmutableSortedDictionary<string, InspectedContainer> Containers,
    ImmutableSortedDictionary<string, string> Options,
    ImmutableSortedDictionary<string, string> Labels,
    InspectedMesh Mesh);

public sealed record InspectionIpam(string Driver, ImmutableSortedDictionary<string, string> Options, ImmutableArray<InspectionSubnet> Config);

public sealed record InspectionSubnet(string Subnet, string Gateway);

/// <param name="Node">The host that the container runs on; Docker's own shape ends before it.</param>
public sealed record InspectedContainer(
    string Name,
    string EndpointID,
    string MacAddress,
    string IPv4Address,
    string IPv6Address,
    string Node,
    string Vtep);

public sealed record InspectedMesh(uint Vni, string CreatedOn, string State);
