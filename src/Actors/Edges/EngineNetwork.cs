using System.Collections.Immutable;

namespace MeshNet.Actors.Edges;

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
