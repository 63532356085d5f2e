using System.Collections.Immutable;
using MeshNet.Actors.Edges;
using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>What a network's actor knows of its kernel objects, told to the driver after each step, so that a status costs nobody a wait.</summary>
/// <param name="Plan">Null while there is none; <paramref name="Obstacle"/> says why.</param>
/// <param name="Notes">What is being done for endpoints whose veth is missing.</param>
internal sealed record NetworkSnapshot(
    NetworkId Network,
    NetworkPlan? Plan,
    string Obstacle,
    ImmutableArray<KernelFault> Faults,
    ImmutableSortedSet<string> UnknownPorts,
    ImmutableSortedDictionary<EndpointId, string> Notes,
    DriverCounters Counters,
    string LastRepair);
