using System.Collections.Immutable;

namespace MeshNet.Actors.Edges;

/// <summary>One row of the engine's container list.</summary>
/// <param name="Id">64 hexadecimal digits.</param>
/// <param name="Name">Without a slash.</param>
/// <param name="Running">Its process lives, paused or not.</param>
/// <param name="NetworkMode"><c>none</c>, <c>host</c>, <c>default</c>, a network's name or id, or <c>container:ID</c>.</param>
/// <param name="Networks">The engine's ids of the networks that it has endpoints on.</param>
public sealed record EngineContainer(
    string Id,
    string Name,
    bool Running,
    string NetworkMode,
    ImmutableSortedDictionary<string, string> Labels,
    ImmutableArray<string> Networks);
