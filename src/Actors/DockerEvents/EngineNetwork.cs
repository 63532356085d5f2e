namespace MeshNet.Actors.DockerEvents;

/// <summary>A network as the local engine has it.</summary>
/// <param name="Id">This engine's own id, 64 hexadecimal digits.</param>
/// <param name="Subnets">CIDR, as the engine prints them.</param>
/// <param name="Gateways">Without prefix length; one for each subnet, empty where none was given.</param>
/// <param name="Attachments">Its endpoints, those being made included; empty in a list.</param>
public sealed record EngineNetwork(
    string Id,
    string Name,
    string Driver,
    string IpamDriver,
    bool Internal,
    ImmutableArray<string> Subnets,
    ImmutableArray<string> Gateways,
    ImmutableSortedDictionary<string, string> IpamOptions,
    ImmutableSortedDictionary<string, string> Options,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableArray<EngineAttachment> Attachments);

/// <summary>An endpoint as network inspect lists it.</summary>
/// <param name="EndpointId">64 hexadecimal digits.</param>
/// <param name="ContainerId">Empty while the endpoint is being made.</param>
/// <param name="ContainerName">Without a slash.</param>
/// <param name="Address">IPv4 without prefix length; empty when it has none.</param>
public sealed record EngineAttachment(string EndpointId, string ContainerId, string ContainerName, string Address);

/// <summary>A network of our driver to be made in the local engine.</summary>
/// <param name="Subnet">CIDR.</param>
/// <param name="Gateway">Without prefix length.</param>
public sealed record EngineNetworkSpec(
    string Name,
    bool Internal,
    string Subnet,
    string Gateway,
    ImmutableSortedDictionary<string, string> IpamOptions,
    ImmutableSortedDictionary<string, string> Options,
    ImmutableSortedDictionary<string, string> Labels);
