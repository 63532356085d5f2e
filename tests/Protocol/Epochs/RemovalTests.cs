using MeshNet.Protocol.Tests.Mesh;

namespace MeshNet.Protocol.Tests.Epochs;

public sealed class RemovalTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(12);

    [Fact]
    public void Everyone_who_joins_is_admitted_to_vote()
    {
        BrainCluster cluster = new(4);
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(cluster.Nodes, Report(cluster, i).Voters.Order()));
        cluster.Join();
        cluster.Pass(TimeSpan.FromSeconds(5));
        Assert.Equal(5, Report(cluster, 2).Voters.Count);
    }

    [Fact]
    public void A_crashed_hosts_addresses_can_be_used_again_once_it_is_asserted_off()
    {
        BrainCluster cluster = new(3);
        NetworkId id = cluster.MakeNetwork(2, "demo", "172.30.0.0/24");
        Assert.IsType<EndpointBound>(cluster.Run(2, id, "demo", "lost"));
        cluster.Stop(2);
        Assert.Contains("the withdrawal of host3", Remove(cluster, 0, "host3"), StringComparison.Ordinal);
        Assert.Empty(cluster.Brain(1).View.Networks[id].Endpoints);
        Assert.DoesNotContain(cluster.Nodes[2], cluster.Brain(1).View.Nodes.Keys);
        Assert.IsType<Refused>(RunSome(cluster, id, [0, 1], 250).Last());

        RemovalReport waiting = Assert.Single(Report(cluster, 1).Removals);
        Assert.False(waiting.Settled);
        Assert.Contains("withdrawal of host3", Assert.Single(waiting.WaitsFor), StringComparison.Ordinal);

        Assert.Contains("has taken over", Remove(cluster, 0, "host3", assertOff: true), StringComparison.Ordinal);
        Assert.Contains(cluster.Told, told => told.Text.Contains("asserted on host1 that host3", StringComparison.Ordinal));
        object[] answers = RunSome(cluster, id, [0, 1], 250, "again");
        Assert.All(answers, answer => Assert.IsType<EndpointBound>(answer));
        Assert.Equal(250, answers.Cast<EndpointBound>().Select(created => created.Address).Distinct().Count());
        Assert.All([0, 1], i => Assert.Equal(cluster.Nodes[0], cluster.Brain(i).View.Networks[id].Creator));
    }

    [Fact]
    public void A_host_that_lives_on_behind_a_cut_is_waited_for_and_withdraws_when_it_hears_of_its_removal()
    {
        BrainCluster cluster = new(4);
        NetworkId id = cluster.MakeNetwork(3, "demo", "172.30.0.0/24");
        EndpointBound alive = Assert.IsType<EndpointBound>(cluster.Run(3, id, "demo", "alive"));
        cluster.CutBetween([3], [0, 1, 2]);
        Assert.Contains("withdrawal of host4", Remove(cluster, 1, "host4"), StringComparison.Ordinal);
        EndpointBound during = Assert.IsType<EndpointBound>(cluster.Run(3, id, "demo", "during"));
        object[] meanwhile = RunSome(cluster, id, [0, 1, 2], 200);
        Assert.DoesNotContain(meanwhile.OfType<EndpointBound>(), created => created.Address == alive.Address || created.Address == during.Address);
        Assert.False(cluster.Brain(3).IsRemoved);

        cluster.Heal();
        cluster.Pass(Long);
        Assert.True(cluster.Brain(3).IsRemoved);
        Assert.Contains("was removed from the mesh", cluster.Ask<Refused>(3, new RequestAddress(id.ToString(), null, ForGateway: false)).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Brain(3).View.Networks[id].Endpoints.Values, endpoint => endpoint.Owner == cluster.Nodes[3]);
        Assert.True(Assert.Single(Report(cluster, 2).Removals).Settled);
        uint[] addresses = [.. meanwhile.Concat(RunSome(cluster, id, [0, 1, 2], 253, "after")).OfType<EndpointBound>().Select(created => created.Address)];
        Assert.Equal(253, addresses.Length);
        Assert.Equal(253, addresses.Distinct().Count());
    }

    [Fact]
    public void A_grant_that_only_its_taker_knows_comes_to_light_before_the_heir_uses_the_rest()
    {
        BrainCluster cluster = new(5);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        cluster.CutBetween([0, 4], [1, 2, 3]);
        EndpointBound granted = Assert.IsType<EndpointBound>(cluster.Run(4, id, "demo", "granted"));
        cluster.Stop(0);
        string answer = Remove(cluster, 1, "host1", assertOff: true);
        Assert.Contains("the acknowledgement of host5", answer, StringComparison.Ordinal);
        Assert.IsType<Refused>(cluster.Run(1, id, "demo", "early"));

        cluster.Heal();
        cluster.Pass(Long);
        Assert.True(Assert.Single(Report(cluster, 2).Removals).Settled);
        uint[] addresses = [.. RunSome(cluster, id, [1, 2, 3, 4], 252).Cast<EndpointBound>().Select(created => created.Address)];
        Assert.Equal(252, addresses.Distinct().Count());
        Assert.DoesNotContain(granted.Address, addresses);
    }

    [Fact]
    public void Who_has_acknowledged_takes_no_grant_of_a_member_that_has_not()
    {
        BrainCluster cluster = new(5);
        SpaceId space = SpaceId.Of(cluster.MakeNetwork(0, "demo", "172.30.0.0/24"));
        cluster.CutBetween([0, 3], [1, 2, 4]);
        Assert.IsType<EndpointBound>(cluster.Run(3, space.Network, "demo", "granted"));
        cluster.Stop(0);
        Remove(cluster, 1, "host1", assertOff: true);

        // host4, which has not heard of the removal, gives host5 a part of its block; only that reaches host5.
        LogVersion known = cluster.Brain(4).Replicas.Watermark(cluster.Nodes[3]);
        cluster.Brain(3).Receive(cluster.Nodes[4], new BlockAsk(space, 1, null, 32, known), cluster.Now);
        LogDelta delta = cluster.Brain(3).Replicas.Own.DeltasAbove(known, whole: false, int.MaxValue).First();
        Assert.Contains(delta.Entries, entry => entry.Key.Kind == RecordKind.Grant && entry.Key.NodeId == cluster.Nodes[4]);
        cluster.Brain(4).Receive(cluster.Nodes[3], delta, cluster.Now);
        Assert.Empty(cluster.Brain(4).Ledger.Space(space).Owned);

        cluster.Heal();
        cluster.Pass(Long);
        Assert.NotEmpty(cluster.Brain(4).Ledger.Space(space).Owned);
        Assert.Equal(256UL, Enumerable.Range(1, 4).Aggregate(0UL, (sum, i) => sum + cluster.Brain(i).Ledger.Space(space).OwnedSize));
    }

    [Fact]
    public void Without_a_majority_a_removal_is_refused_with_who_is_missing_and_what_to_type()
    {
        BrainCluster cluster = new(5);
        cluster.CutBetween([0, 1], [2, 3, 4]);
        Refused refused = cluster.Ask<Refused>(0, new RemoveNodes(["host3"], AssertOff: false));
        Assert.Equal(
            "removing host3 needs 3 of the 5 voters, and too few can be reached (no answer from host3, host4, host5): try again when they are back or, "
            + "if they are off for good, name them all: 'meshnet node rm host3 host4 host5 --assert-off'",
            refused.Reason);
        Assert.All(Enumerable.Range(0, 5), i => Assert.Empty(Report(cluster, i).Removals));
    }

    [Fact]
    public void Of_two_sides_that_remove_each_other_only_the_one_with_the_majority_succeeds()
    {
        BrainCluster cluster = new(5);
        cluster.CutBetween([0, 1], [2, 3, 4]);
        long minority = cluster.Send(0, new RemoveNodes(["host5"], AssertOff: false));
        Remove(cluster, 4, "host1");
        cluster.Heal();
        cluster.Pass(Long);
        Assert.IsType<Refused>(cluster.Answer(minority));
        Assert.True(cluster.Brain(0).IsRemoved);
        Assert.Equal(cluster.Nodes[0], Assert.Single(Report(cluster, 1).Removals).Node);
    }

    [Fact]
    public void Removals_asked_for_on_several_hosts_at_once_all_succeed_and_one_heir_takes_each_estate()
    {
        BrainCluster cluster = new(7);
        NetworkId id = cluster.MakeNetwork(6, "demo", "172.30.0.0/24");
        cluster.Stop(5);
        cluster.Stop(6);
        long[] requests =
        [
            cluster.Send(0, new RemoveNodes(["host7"], AssertOff: true)),
            cluster.Send(1, new RemoveNodes(["host6"], AssertOff: true)),
            cluster.Send(2, new RemoveNodes(["host7"], AssertOff: true)),
            cluster.Send(3, new RemoveNodes(["host6", "host7"], AssertOff: false)),
        ];
        cluster.Pass(Long);
        Assert.All(requests, request => Assert.IsType<NodesRemoved>(cluster.Answer(request)));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(2, Report(cluster, i).Removals.Count(removal => removal.Settled)));
        Assert.Equal(253, RunSome(cluster, id, [0, 1, 2, 3, 4], 253).Cast<EndpointBound>().Select(created => created.Address).Distinct().Count());
    }

    [Fact]
    public void Of_two_hosts_one_is_removed_only_when_the_operator_asserts_that_it_is_off()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(1, "demo", "172.30.0.0/24");
        cluster.Stop(1);
        cluster.SetPeers(0);
        Assert.Contains("'meshnet node rm host2 --assert-off'", cluster.Ask<Refused>(0, new RemoveNodes(["host2"], AssertOff: false)).Reason, StringComparison.Ordinal);
        Assert.Contains("has taken over", Remove(cluster, 0, "host2", assertOff: true), StringComparison.Ordinal);
        Assert.All(RunSome(cluster, id, [0], 253), answer => Assert.IsType<EndpointBound>(answer));

        cluster.Start(cluster.Nodes[1]);
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.True(cluster.Brain(1).IsRemoved);
    }

    [Fact]
    public void The_heir_of_a_removed_heir_takes_both_estates()
    {
        BrainCluster cluster = new(5);
        NetworkId id = cluster.MakeNetwork(4, "demo", "172.30.0.0/24");
        cluster.Stop(4);
        Assert.Contains("host1 takes over", Remove(cluster, 1, "host5"), StringComparison.Ordinal);
        cluster.Stop(0);
        Remove(cluster, 1, "host1", assertOff: true);
        Assert.Contains("has taken over", Remove(cluster, 2, "host5", assertOff: true), StringComparison.Ordinal);
        cluster.Pass(Long);
        Assert.All(Report(cluster, 3).Removals, removal => Assert.True(removal.Settled && removal.Heir == "host2"));
        Assert.Equal(253, RunSome(cluster, id, [1, 2, 3], 253).Cast<EndpointBound>().Select(created => created.Address).Distinct().Count());
    }

    [Fact]
    public void A_restart_remembers_who_was_removed_and_what_was_promised()
    {
        BrainCluster cluster = new(4);
        NetworkId id = cluster.MakeNetwork(3, "demo", "172.30.0.0/24");
        cluster.CutBetween([3], [0, 1, 2]);
        Remove(cluster, 0, "host4");
        for (int i = 0; i < 3; i++)
        {
            cluster.Start(cluster.Nodes[i]);
        }

        cluster.Heal();
        cluster.Pass(Long);
        Assert.True(cluster.Brain(3).IsRemoved);
        cluster.Start(cluster.Nodes[3]);
        Assert.True(cluster.Brain(3).IsRemoved);
        cluster.Start(cluster.Nodes[0]);
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.True(Assert.Single(Report(cluster, 0).Removals).Settled);
        Assert.Equal(cluster.Brain(1).Replicas.RootHash, cluster.Brain(0).Replicas.RootHash);
        Assert.Single(cluster.Brain(0).View.Networks, network => network.Key == id);
    }

    [Fact]
    public void Who_leaves_votes_no_more_and_leaving_is_refused_while_an_estate_is_open()
    {
        BrainCluster cluster = new(4);
        cluster.Stop(3);
        Remove(cluster, 1, "host4");
        Assert.Contains("the removal of host4 is not finished", cluster.Ask<Refused>(0, LeaveMesh.Instance).Reason, StringComparison.Ordinal);
        Remove(cluster, 1, "host4", assertOff: true);
        long leave = cluster.Send(0, LeaveMesh.Instance);
        cluster.Pass(TimeSpan.FromSeconds(5));
        Assert.IsType<Acknowledged>(cluster.Answer(leave));
        Assert.Equal([cluster.Nodes[1], cluster.Nodes[2]], Report(cluster, 1).Voters.Order());
        Assert.True(Assert.Single(Report(cluster, 2).Removals).Settled);
    }

    [Fact]
    public void Nothing_points_at_an_address_for_a_host_that_has_lost_it()
    {
        BrainCluster cluster = new(3);
        cluster.Brain(0).SetPeers([cluster.Nodes[1]], cluster.Now, [cluster.Nodes[2]]);
        Assert.Equal([cluster.Nodes[0], cluster.Nodes[1]], cluster.Brain(0).View.Nodes.Keys);
        cluster.Brain(0).SetPeers([cluster.Nodes[1], cluster.Nodes[2]], cluster.Now);
        Assert.Equal(cluster.Nodes, cluster.Brain(0).View.Nodes.Keys);
    }

    [Theory]
    [InlineData("nobody", "there is no host nobody")]
    [InlineData("host1", "host1 is this host: ")]
    public void A_host_that_cannot_be_meant_is_refused(string name, string reason) =>
        Assert.Contains(reason, new BrainCluster(2).Ask<Refused>(0, new RemoveNodes([name], AssertOff: false)).Reason, StringComparison.Ordinal);

    private static EpochReport Report(BrainCluster cluster, int index) => cluster.Ask<EpochReport>(index, GetEpoch.Instance);

    private static string Remove(BrainCluster cluster, int by, string name, bool assertOff = false)
    {
        long request = cluster.Send(by, new RemoveNodes([name], assertOff));
        cluster.Pass(TimeSpan.FromSeconds(5));
        return Assert.IsType<NodesRemoved>(cluster.Answer(request)).Text;
    }

    private static object[] RunSome(BrainCluster cluster, NetworkId id, int[] hosts, int count, string prefix = "c") =>
        [.. Enumerable.Range(0, count).Select(i => cluster.Run(hosts[i % hosts.Length], id, "demo", $"{prefix}{i}"))];
}
