using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Edges;

/// <param name="Requests">As they were made of an earlier daemon.</param>
/// <param name="Damaged">Sentences about what could not be understood.</param>
public sealed record RememberedSandboxes(ImmutableArray<ServeSandbox> Requests, ImmutableArray<string> Damaged);
