using System.Collections.Immutable;
using MeshNet.Messages;

namespace MeshNet.Actors.Driver;

/// <summary>One network's data path on this host.</summary>
/// <param name="Name">Empty when the replica does not know the network.</param>
/// <param name="Objects">The overlay itself, then the endpoints in the order of their ids, then links that belong to none.</param>
/// <param name="LastRepair">What the last repair did, in words; empty when there was none.</param>
public sealed record NetworkStatus(
    NetworkId Network,
    string Name,
    uint Vni,
    int Mtu,
    ImmutableArray<ObjectStatus> Objects,
    DriverCounters Counters,
    string LastRepair);
