using System.Collections.Immutable;

namespace MeshNet.Actors.Edges;

/// <summary>A container's endpoint as container inspect tells it.</summary>
/// <param name="NetworkId">The engine's id of the network.</param>
/// <param name="EndpointId">64 hexadecimal digits; empty while the container does not run.</param>
/// <param name="Aliases">Every further name that the engine would resolve to it, in the engine's order.</param>
public sealed record EngineEndpoint(string NetworkId, string EndpointId, ImmutableArray<string> Aliases);
