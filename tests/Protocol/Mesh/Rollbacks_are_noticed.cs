using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>A disk that is set back (R9) is found out by what the others hold, also after the node has begun to write anew.</summary>
public sealed class Rollbacks_are_noticed
{
    [Fact]
    public void A_node_whose_disk_was_set_back_retires_for_good()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        MemoryStore old = cluster.Copy(0);
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "lost"));

        cluster.StartFrom(cluster.Nodes[0], old);
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.Contains("quarantine", cluster.Brain(0).Quarantine, StringComparison.Ordinal);
        Assert.Contains("quarantine", cluster.Ask<Refused>(0, new RequestPool("", "", BrainCluster.NoOptions, V6: false)).Reason, StringComparison.Ordinal);

        cluster.Start(cluster.Nodes[0]);
        Assert.Contains("quarantine", cluster.Brain(0).Quarantine, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_of_a_new_start_do_not_hide_that_older_ones_were_lost()
    {
        BrainCluster cluster = new(2, new MeshSettings { EchoTimeout = TimeSpan.Zero });
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        MemoryStore old = cluster.Copy(0);
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "lost"));
        cluster.Cut.UnionWith([(cluster.Nodes[0], cluster.Nodes[1]), (cluster.Nodes[1], cluster.Nodes[0])]);

        cluster.StartFrom(cluster.Nodes[0], old);
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "new"));
        Assert.Null(cluster.Brain(0).Quarantine);
        cluster.Cut.Clear();
        cluster.SetPeers(0, 1);
        cluster.Pass(TimeSpan.FromSeconds(3));

        Assert.Contains("quarantine", cluster.Brain(0).Quarantine, StringComparison.Ordinal);
    }

    [Fact]
    public void Replicas_that_differ_become_alike_when_their_owner_has_lost_what_they_hold()
    {
        BrainCluster cluster = new(3);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        MemoryStore old = cluster.Copy(0);
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "lost"));
        RecordKey key = RecordKey.Endpoint(id, BrainCluster.EndpointOf("lost", 0));
        LogEntry entry = cluster.Brain(1).Replicas.Log(cluster.Nodes[0])!.Entry(key)!;
        MemoryStore forged = cluster.Copy(1);
        forged.Commit([new(Buckets.Replica, LogRows.Key(cluster.Nodes[0], key), LogRows.Value(new(key, entry.Version, null)))]);

        cluster.CutBetween([0], [1, 2]);
        cluster.StartFrom(cluster.Nodes[1], forged);
        cluster.Pass(TimeSpan.FromSeconds(5));
        Assert.NotEqual(HashOfFirst(cluster, 1), HashOfFirst(cluster, 2));
        cluster.StartFrom(cluster.Nodes[0], old);
        cluster.Heal();
        cluster.Pass(TimeSpan.FromSeconds(30));

        Assert.Contains("quarantine", cluster.Brain(0).Quarantine, StringComparison.Ordinal);
        Assert.Equal(HashOfFirst(cluster, 1), HashOfFirst(cluster, 2));
    }

    [Fact]
    public void Replicas_that_differ_are_repaired_by_the_owner_at_the_next_comparison_with_anyone()
    {
        BrainCluster cluster = new(20);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "kept"));
        RecordKey key = RecordKey.Endpoint(id, BrainCluster.EndpointOf("kept", 0));
        LogEntry entry = cluster.Brain(1).Replicas.Log(cluster.Nodes[0])!.Entry(key)!;
        for (int i = 1; i <= 5; i++)
        {
            MemoryStore forged = cluster.Copy(i);
            forged.Commit([new(Buckets.Replica, LogRows.Key(cluster.Nodes[0], key), LogRows.Value(new(key, entry.Version, null)))]);
            cluster.StartFrom(cluster.Nodes[i], forged);
        }

        cluster.Pass(TimeSpan.FromSeconds(3));

        Assert.All(Enumerable.Range(1, 5), i => Assert.Equal(HashOfFirst(cluster, 0), HashOfFirst(cluster, i)));
    }

    private static ulong HashOfFirst(BrainCluster cluster, int holder) => cluster.Brain(holder).Replicas.Log(cluster.Nodes[0])!.Hash;

    [Fact]
    public void A_restart_from_the_newest_disk_is_no_rollback()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "kept"));
        cluster.Start(cluster.Nodes[0]);
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.Null(cluster.Brain(0).Quarantine);
    }
}
