using System.Collections.Immutable;

namespace MeshNet.Messages;

/// <summary>What the engine's events and inspections tell of an endpoint after it joined. Answer: <see cref="Acknowledged"/>.</summary>
public sealed record DescribeEndpoint(
    EndpointId Endpoint,
    string Name,
    string ContainerId,
    ImmutableArray<string> Aliases,
    EndpointHealth Health) : IMeshRequest;
