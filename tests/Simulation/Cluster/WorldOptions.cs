using MeshNet.Actors.DockerEvents;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;

namespace MeshNet.Simulation.Cluster;

/// <summary>
/// The constants of simulated nodes. Holds, reservations and tombstones are short, so that their ends come within a run; everything else
/// is what users have.
/// </summary>
internal sealed record WorldOptions
{
    public SwimOptions Membership { get; init; } = SwimOptions.Default;

    public MeshSettings Mesh { get; init; } = new()
    {
        HoldTime = TimeSpan.FromSeconds(3),
        ReservationTimeout = TimeSpan.FromSeconds(8),
        TombstoneRetention = TimeSpan.FromSeconds(16),
    };

    /// <summary>Changes go through trees of several levels, however few the hosts are.</summary>
    public WorldOptions WithPushTrees() => this with { Mesh = Mesh with { PushDirectLimit = 1, PushFanOut = 2 } };

    public DockerEventsOptions DockerEvents { get; init; } = new()
    {
        ListInterval = TimeSpan.FromSeconds(10),
        Grace = TimeSpan.FromSeconds(3),
    };
}
