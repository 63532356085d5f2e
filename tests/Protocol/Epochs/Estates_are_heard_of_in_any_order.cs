using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Tests.Mesh;

namespace MeshNet.Protocol.Tests.Epochs;

/// <summary>The epoch that removes a node and its heir's word that it has the estate are records of two logs.</summary>
public sealed class Estates_are_heard_of_in_any_order
{
    private static readonly NodeId Heir = new(1);
    private static readonly NodeId Removed = new(2);
    private static readonly LogEntry Taken = new(RecordKey.EstateTaken(Removed), new LogVersion(9, 1), []);
    private static readonly LogEntry Epoch = new(
        RecordKey.Epoch, new LogVersion(9, 2), new EpochRecord(7, [Heir], [new Removal(Removed, "host2", Heir, 7, "host1")]).Encode());

    [Fact]
    public void A_network_that_the_heir_has_ended_is_gone_although_the_removal_is_heard_of_last()
    {
        BrainCluster cluster = new(2);
        cluster.MakeNetwork(1, "demo", "172.30.0.0/24");
        MeshBrain late = new(new NodeId(9), 1, new MeshSettings(), new SplitMix64(1), _ => [], TimeSpan.Zero);
        foreach (LogDelta log in cluster.Brain(1).Replicas.Own.DeltasAbove(LogVersion.Zero, whole: true, int.MaxValue))
        {
            late.Receive(Removed, log, TimeSpan.Zero);
        }

        Assert.Single(late.View.Networks);
        late.Receive(Heir, new LogDelta(Heir, LogVersion.Zero, Taken.Version, Reset: true, [Taken]), TimeSpan.Zero);
        late.Receive(Heir, new LogDelta(Heir, Taken.Version, Epoch.Version, Reset: false, [Epoch]), TimeSpan.Zero);
        Assert.Empty(late.View.Networks);
    }
}
