using System.Collections.Immutable;

namespace MeshNet.Protocol.Epochs;

/// <summary>A request to remove nodes that no epoch has decided yet.</summary>
public sealed record WantedRemoval(long Request, ImmutableArray<RemovalTarget> Targets, bool AssertOff, TimeSpan Deadline);
