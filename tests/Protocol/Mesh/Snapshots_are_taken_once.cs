using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>Whoever joins gets every log from several members at once.</summary>
public sealed class Snapshots_are_taken_once
{
    private static readonly NodeId Other = new(2);
    private static readonly LogEntry First = new(RecordKey.Node, new LogVersion(1, 1), [1]);
    private static readonly LogEntry Second = new(RecordKey.Leaving, new LogVersion(1, 2), [2]);

    private readonly Outbox _outbox = new();
    private readonly ReplicaSet _replicas;

    public Snapshots_are_taken_once() => _replicas = new(new NodeLog(new NodeId(1)), _outbox, Sabotage.None);

    [Fact]
    public void A_snapshot_that_is_held_already_is_not_written_again()
    {
        Assert.Equal(2, _replicas.Apply(Snapshot(First, Second))!.Count);
        _outbox.Committed();
        Assert.Empty(_replicas.Apply(Snapshot(First, Second))!);
        Assert.Empty(_outbox.Writes);
    }

    [Fact]
    public void Another_content_at_the_same_version_is_taken()
    {
        _replicas.Apply(Snapshot(First, Second));
        RecordChange change = Assert.Single(_replicas.Apply(Snapshot(Second))!);
        Assert.Equal(RecordKey.Node, change.Key);
        Assert.Null(change.New);
    }

    private static LogDelta Snapshot(params LogEntry[] entries) => new(Other, LogVersion.Zero, Second.Version, Reset: true, [.. entries]);
}
