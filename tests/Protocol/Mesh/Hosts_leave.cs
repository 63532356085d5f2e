using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Tests.Mesh;

public sealed class Hosts_leave
{
    [Fact]
    public void A_host_that_leaves_hands_its_blocks_and_networks_to_an_heir()
    {
        BrainCluster cluster = new(3);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Assert.IsType<EndpointBound>(cluster.Run(1, id, "demo", "a"));
        long leave = cluster.Send(0, LeaveMesh.Instance);
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.IsType<Acknowledged>(cluster.Answer(leave));
        cluster.Cut.UnionWith([(cluster.Nodes[0], cluster.Nodes[1]), (cluster.Nodes[0], cluster.Nodes[2])]);
        cluster.SetPeers(1, 2);
        cluster.SetPeers(2, 1);
        Assert.All([1, 2], i =>
        {
            Assert.DoesNotContain(cluster.Nodes[0], cluster.Brain(i).View.Nodes.Keys);
            Assert.Equal(cluster.Nodes[1], cluster.Brain(i).View.Networks[id].Creator);
        });
        for (int i = 0; i < 250; i++)
        {
            Assert.IsType<EndpointBound>(cluster.Run(1 + (i % 2), id, "demo", $"c{i}"));
        }

        NetworkId another = cluster.MakeNetwork(2, "another");
        Assert.Contains(another, cluster.Brain(1).View.Networks.Keys);
    }

    [Fact]
    public void A_host_with_containers_does_not_leave()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "a"));
        Assert.Equal("this host still has containers on networks of the mesh (a): remove them, then try again", cluster.Ask<Refused>(0, LeaveMesh.Instance).Reason);
    }

    [Fact]
    public void A_host_that_has_left_says_so_for_as_long_as_it_runs_and_after_a_restart()
    {
        BrainCluster cluster = BrainCluster.InHaste(3);
        long leave = cluster.Send(0, LeaveMesh.Instance);
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.IsType<Acknowledged>(cluster.Answer(leave));

        // Longer than tombstones are kept.
        cluster.Pass(TimeSpan.FromSeconds(40));
        Assert.All(Enumerable.Range(0, 3), i => Assert.True(cluster.Brain(i).Replicas.HasLeft(cluster.Nodes[0])));
        LogVersion left = cluster.Brain(0).Replicas.Own.Watermark;

        cluster.Start(cluster.Nodes[0]);
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(left, cluster.Brain(0).Replicas.Own.Watermark);
        Assert.All(Enumerable.Range(0, 3), i => Assert.True(cluster.Brain(i).Replicas.HasLeft(cluster.Nodes[0])));
        Refused refused = cluster.Ask<Refused>(0, new RequestPool("", "", BrainCluster.NoOptions, V6: false));
        Assert.Equal("this host has left the mesh: to come back, run 'meshnet join'", refused.Reason);
    }

    [Fact]
    public void A_host_that_has_left_has_no_say_in_the_end_of_a_network()
    {
        BrainCluster cluster = BrainCluster.InHaste(3);
        NetworkId id = cluster.MakeNetwork(1, "demo", "172.30.0.0/24");
        cluster.Send(0, LeaveMesh.Instance);
        cluster.Pass(TimeSpan.FromSeconds(3));
        LogVersion left = cluster.Brain(0).Replicas.Own.Watermark;

        cluster.Ask<Acknowledged>(1, new UnbindNetwork("engine-1-demo"));
        Assert.True(cluster.Brain(0).View.Networks[id].Closing);
        cluster.Ask<Acknowledged>(2, new UnbindNetwork("engine-2-demo"));
        cluster.Pass(TimeSpan.FromSeconds(3));

        Assert.All(Enumerable.Range(0, 3), i => Assert.Empty(cluster.Brain(i).View.Networks));
        Assert.Equal(left, cluster.Brain(0).Replicas.Own.Watermark);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_granted_to_a_host_is_taken_back_when_the_first_word_of_it_is_that_it_has_left(bool reset)
    {
        BrainCluster cluster = new(1);
        NodeId leaver = new(99);
        MeshBrain brain = cluster.Brain(0);
        brain.Receive(leaver, new BlockAsk(SpaceId.AutomaticPool, AskId: 1, Wanted: null, PrefixLength: 24, Known: LogVersion.Zero), cluster.Now);
        Assert.Single(brain.Replicas.Own.OfKind(RecordKind.Grant));

        LogVersion end = new(1, 5);
        brain.Receive(leaver, new LogDelta(leaver, LogVersion.Zero, end, reset, [new LogEntry(RecordKey.Node, end, null)]), cluster.Now);

        Assert.Empty(brain.Replicas.Own.OfKind(RecordKind.Grant));
        LogEntry whole = Assert.Single(brain.Replicas.Own.OfKind(RecordKind.Block), entry => entry.Key.SpaceId == SpaceId.AutomaticPool);
        Assert.Equal("10.0.0.0/8", whole.Key.BlockValue.ToString());
    }
}
