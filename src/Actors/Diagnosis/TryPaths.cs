using System.Collections.Immutable;
using System.Net;
using MeshNet.Messages;

namespace MeshNet.Actors.Diagnosis;

/// <summary>To <see cref="PathActor"/>: which ways to these nodes are open? Answered with <see cref="PathReports"/>, or <see cref="Refused"/>.</summary>
/// <param name="Trial">Of chance, so that trials of several nodes are told apart.</param>
public sealed record TryPaths(ulong Trial, ImmutableSortedDictionary<NodeId, IPAddress> Peers);

/// <summary>What each node that was asked about made of it.</summary>
public sealed record PathReports(ImmutableArray<PathReport> Reports);
