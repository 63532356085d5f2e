using System.Collections.Immutable;

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
