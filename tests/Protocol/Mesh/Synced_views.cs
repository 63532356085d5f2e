using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>A view says whether it is more than what the disk had.</summary>
public sealed class Synced_views
{
    [Fact]
    public void A_node_that_is_alone_has_everything()
    {
        BrainCluster cluster = new(1);
        Assert.True(cluster.Brain(0).View.IsSynced);
        cluster.Start(cluster.Nodes[0]);
        Assert.True(cluster.Brain(0).View.IsSynced);
    }

    [Fact]
    public void After_a_start_the_view_is_the_disks_until_another_node_was_heard()
    {
        BrainCluster cluster = new(2);
        Assert.True(cluster.Brain(0).View.IsSynced);
        cluster.CutBetween([0], [1]);
        cluster.Start(cluster.Nodes[0]);
        cluster.Pass(TimeSpan.FromSeconds(10));
        MeshBrain brain = cluster.Brain(0);
        Assert.False(brain.View.IsSynced);

        cluster.Heal();
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.Same(brain, cluster.Brain(0));
        Assert.True(brain.View.IsSynced);
    }
}
