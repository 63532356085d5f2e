using System.Collections.Immutable;

namespace MeshNet.Actors.Driver;

/// <summary>The data path of this host.</summary>
/// <param name="Networks">In the order of their ids.</param>
/// <param name="Counters">Of all networks since the daemon started, those that are gone included.</param>
public sealed record DriverStatus(ImmutableArray<NetworkStatus> Networks, DriverCounters Counters);
