using MeshNet.Protocol.Epochs;
using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Ownership;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Mesh;

/// <summary>What the parts of one node's brain share.</summary>
public sealed class MeshContext
{
    public MeshContext() => Epochs = new EpochBook(this);

    public required MeshSettings Settings { get; init; }

    public required IRandomSource Random { get; init; }

    public required Outbox Outbox { get; init; }

    public required Journal Journal { get; init; }

    public required ReplicaSet Replicas { get; init; }

    public required NetworkTable Table { get; init; }

    public required OwnerMap Owners { get; init; }

    public required BlockLedger Ledger { get; init; }

    public required BlockSeeker Seeker { get; init; }

    public required AddressBooks Books { get; init; }

    public required Acknowledgements Acknowledgements { get; init; }

    /// <summary>Who votes, and who was removed.</summary>
    public EpochBook Epochs { get; }

    public NodeId Self => Journal.Log.Owner;

    /// <summary>The kernel's monotonic clock at the input that is being handled.</summary>
    public TimeSpan Now { get; set; }

    /// <summary>The blocks of a network that is gone mean nothing.</summary>
    public bool IsAlive(SpaceId space) =>
        space == SpaceId.AutomaticPool || space == SpaceId.Vni || Table.Network(space.Network) is not null;

    /// <summary>The next Lamport stamp: above all that any log has shown.</summary>
    public ulong NextLamport()
    {
        _lamport = Math.Max(_lamport, Table.Lamport) + 1;
        return _lamport;
    }

    private ulong _lamport;
}
