using MeshNet.Protocol.Membership;

namespace MeshNet.Protocol.Tests.Membership;

/// <summary>Joining, leaving, dying, coming back and moving.</summary>
public sealed class MembershipLifeTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.2)]
    public void Nodes_that_join_through_any_member_are_known_to_all(double loss)
    {
        SwimCluster cluster = new(1) { Loss = loss };
        SwimNode founder = cluster.Add();
        founder.Start();
        for (int i = 1; i < 20; i++)
        {
            SwimNode joiner = cluster.Add();
            joiner.Start();
            joiner.Do(swim => swim.Join(cluster.Now, cluster.Nodes[i - 1].Address));
            cluster.RunFor(TimeSpan.FromMilliseconds(100));
        }

        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, TimeSpan.FromSeconds(20)));
        Assert.All(cluster.Nodes.Skip(1), node => Assert.Single(node.Events.OfType<MembershipEvent.JoinSucceeded>()));
    }

    [Fact]
    public void A_storm_of_100_joins_is_over_within_2_seconds()
    {
        SwimCluster cluster = new(2);
        cluster.Add().Start();
        for (int i = 0; i < 100; i++)
        {
            SwimNode joiner = cluster.Add();
            joiner.Start();
            joiner.Do(swim => swim.Join(cluster.Now, cluster.Nodes[0].Address));
        }

        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void A_join_without_an_answer_fails_within_its_time_and_says_what_to_check()
    {
        SwimCluster cluster = new(3);
        SwimNode alone = cluster.Add();
        alone.Start();
        IPEndPoint nobody = IPEndPoint.Parse("10.9.9.9:7947");
        alone.Do(swim => swim.Join(cluster.Now, nobody));

        cluster.RunFor(cluster.Options.JoinTimeout + TimeSpan.FromMilliseconds(1));

        MembershipEvent.JoinFailed failed = Assert.Single(alone.Events.OfType<MembershipEvent.JoinFailed>());
        Assert.Equal(nobody, failed.Contact);
        Assert.Contains("no answer from 10.9.9.9:7947 within 5 s", failed.Reason, StringComparison.Ordinal);
        Assert.Contains("UDP and TCP port 7947", failed.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_that_the_contact_rejects_blames_the_token()
    {
        SwimCluster cluster = new(3);
        SwimNode alone = cluster.Add();
        alone.Start();
        IPEndPoint contact = IPEndPoint.Parse("10.9.9.9:7947");
        alone.Do(swim => swim.Join(cluster.Now, contact));
        alone.Do(swim => swim.Rejected(cluster.Now, IPEndPoint.Parse("10.6.6.6:7947")));
        alone.Do(swim => swim.Rejected(cluster.Now, contact));

        cluster.RunFor(cluster.Options.JoinTimeout + TimeSpan.FromMilliseconds(1));

        Assert.Contains("the token belongs to another mesh", alone.Events.OfType<MembershipEvent.JoinFailed>().Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaving_node_is_left_and_not_dead_and_is_not_probed_any_more()
    {
        SwimCluster cluster = SwimCluster.Formed(4, 10);
        SwimNode leaver = cluster.Nodes[3];
        leaver.Do(swim => swim.Leave(cluster.Now));
        Assert.True(cluster.RunUntil(() => leaver.Events.OfType<MembershipEvent.LeaveAnnounced>().Any(), Soon));
        leaver.Crash();
        cluster.RunFor(TimeSpan.FromSeconds(10));

        Assert.True(cluster.AllSee(leaver, MemberStatus.Left));
        Assert.All(cluster.Nodes.Where(node => node != leaver), node =>
        {
            Assert.Single(node.Events.OfType<MembershipEvent.Left>());
            Assert.Empty(node.Events.OfType<MembershipEvent.Died>());
        });
    }

    [Fact]
    public void A_node_that_left_may_join_again()
    {
        SwimCluster cluster = SwimCluster.Formed(5, 5);
        SwimNode leaver = cluster.Nodes[2];
        leaver.Do(swim => swim.Leave(cluster.Now));
        cluster.RunFor(Soon);
        leaver.Crash();
        leaver.Start();
        leaver.Do(swim => swim.Join(cluster.Now, cluster.Nodes[0].Address));
        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, Soon));
    }

    [Fact]
    public void A_dead_node_is_alive_again_as_soon_as_it_is_back()
    {
        SwimCluster cluster = SwimCluster.Formed(6, 20);
        SwimNode victim = cluster.Nodes[7];
        victim.Crash();
        Assert.True(cluster.RunUntil(() => cluster.AllSee(victim, MemberStatus.Dead), TimeSpan.FromSeconds(10)));
        cluster.RunFor(TimeSpan.FromMinutes(5));

        victim.Start();

        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, TimeSpan.FromSeconds(1)));
        Assert.All(cluster.Nodes.Where(node => node != victim), node => Assert.Contains(node.Events, one => one is MembershipEvent.Returned));
    }

    [Fact]
    public void A_restart_faster_than_the_probes_kills_nobody()
    {
        SwimCluster cluster = SwimCluster.Formed(7, 20);
        foreach (SwimNode node in cluster.Nodes)
        {
            node.Crash();
            node.Start();
            cluster.RunFor(TimeSpan.FromSeconds(1));
        }

        cluster.RunFor(TimeSpan.FromSeconds(10));
        Assert.True(cluster.AllSeeAllAlive());
        Assert.All(cluster.Nodes, node => Assert.Empty(node.Deaths));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void After_a_power_cut_all_come_back_in_any_order_with_no_first_node(ulong seed)
    {
        SwimCluster cluster = SwimCluster.Formed(seed, 12);
        cluster.Nodes.ForEach(node => node.Crash());
        cluster.RunFor(TimeSpan.FromHours(1));
        SplitMix64 order = new(seed);
        foreach (SwimNode node in cluster.Nodes.OrderBy(_ => order.NextUInt64()).ToList())
        {
            node.Start();
            cluster.RunFor(TimeSpan.FromSeconds(40 * order.NextFraction()));
        }

        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public void Two_halves_find_each_other_when_the_partition_heals()
    {
        SwimCluster cluster = SwimCluster.Formed(8, 40);
        bool cut = true;
        cluster.Cut = (one, other) => cut && cluster.Nodes.IndexOf(one) % 2 != cluster.Nodes.IndexOf(other) % 2;
        cluster.RunFor(TimeSpan.FromMinutes(2));
        Assert.Equal(MemberStatus.Dead, cluster.Nodes[0].StatusOf(cluster.Nodes[1]));
        Assert.Equal(MemberStatus.Alive, cluster.Nodes[0].StatusOf(cluster.Nodes[2]));

        cut = false;

        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, TimeSpan.FromSeconds(6)));
        cluster.RunFor(TimeSpan.FromSeconds(30));
        Assert.True(cluster.AllSeeAllAlive());
    }

    [Fact]
    public void A_node_that_only_hears_and_a_node_that_only_speaks_are_not_buried_alive_by_helpers()
    {
        SwimCluster cluster = SwimCluster.Formed(9, 20);
        SwimNode one = cluster.Nodes[0];
        SwimNode other = cluster.Nodes[1];
        // The path between the two is broken; everybody else reaches both.
        cluster.Cut = (from, to) => (from == one && to == other) || (from == other && to == one);
        cluster.RunFor(TimeSpan.FromSeconds(60));
        Assert.True(cluster.AllSeeAllAlive());
        Assert.All(cluster.Nodes, node => Assert.Empty(node.Deaths));
    }

    [Fact]
    public void A_stopped_process_judges_nobody_when_it_runs_again()
    {
        SwimCluster cluster = SwimCluster.Formed(10, 20);
        SwimNode stopped = cluster.Nodes[4];
        stopped.Stall(TimeSpan.FromSeconds(30));
        cluster.RunFor(TimeSpan.FromSeconds(29));
        Assert.True(cluster.AllSee(stopped, MemberStatus.Dead));

        cluster.RunFor(TimeSpan.FromSeconds(20));

        Assert.True(cluster.AllSeeAllAlive());
        Assert.Empty(stopped.Deaths);
    }

    [Fact]
    public void A_new_address_of_a_running_node_reaches_all()
    {
        SwimCluster cluster = SwimCluster.Formed(11, 10);
        SwimNode mover = cluster.Nodes[5];
        IPEndPoint former = mover.Address;
        IPEndPoint moved = IPEndPoint.Parse("10.7.7.7:7947");
        Move(cluster, mover, moved);
        mover.Do(swim => swim.Readdress(cluster.Now, moved));
        cluster.RunFor(Soon);

        Assert.True(cluster.AllSeeAllAlive());
        Assert.All(cluster.Nodes.Where(node => node != mover), node =>
        {
            Assert.Equal(moved, node.View.Members[mover.Id].Address);
            Assert.Equal(former, node.Events.OfType<MembershipEvent.Moved>().Single().Former);
        });
    }

    [Fact]
    public void A_node_that_comes_back_at_another_address_is_found_there()
    {
        SwimCluster cluster = SwimCluster.Formed(12, 10);
        SwimNode mover = cluster.Nodes[5];
        mover.Crash();
        cluster.RunFor(TimeSpan.FromSeconds(20));
        mover.Address = IPEndPoint.Parse("10.7.7.7:7947");
        mover.Start();
        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, Soon));
        Assert.All(cluster.Nodes, node => Assert.Equal(mover.Address, node.View.Members[mover.Id].Address));
        Assert.All(cluster.Nodes, node => Assert.Empty(node.Events.OfType<MembershipEvent.TwoMachinesOneId>()));
    }

    [Fact]
    public void A_removed_node_is_never_accepted_again_and_is_told_so()
    {
        SwimCluster cluster = SwimCluster.Formed(13, 6);
        SwimNode removed = cluster.Nodes[5];
        removed.Crash();
        foreach (SwimNode node in cluster.Nodes.Take(5))
        {
            node.Do(swim => swim.Forget(cluster.Now, removed.Id));
        }

        // The others forget it across a power cut of their own, too.
        foreach (SwimNode node in cluster.Nodes.Take(5))
        {
            node.Crash();
            node.Start();
        }

        removed.Start();
        removed.Do(swim => swim.Join(cluster.Now, cluster.Nodes[0].Address));
        cluster.RunFor(TimeSpan.FromSeconds(10));

        Assert.All(cluster.Nodes.Take(5), node => Assert.DoesNotContain(removed.Id, node.View.Members.Keys));
        Assert.NotEmpty(removed.Events.OfType<MembershipEvent.RemovedByOthers>());
        Assert.Contains("removed from the mesh", removed.Events.OfType<MembershipEvent.JoinFailed>().Single().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_joins_through_a_node_that_was_removed_finds_the_others_all_the_same()
    {
        SwimCluster cluster = SwimCluster.Formed(15, 4);
        SwimNode removed = cluster.Nodes[3];
        SwimNode joiner = cluster.Add();
        joiner.Start();
        joiner.Do(swim => swim.Join(cluster.Now, removed.Address));

        // It hears of the removal before the answer, by what is replicated.
        joiner.Do(swim => swim.Forget(cluster.Now, removed.Id));
        cluster.RunFor(TimeSpan.FromSeconds(10));

        Assert.Single(joiner.Events.OfType<MembershipEvent.JoinSucceeded>());
        Assert.All(cluster.Nodes.Take(3), node =>
        {
            Assert.Equal(MemberStatus.Alive, joiner.StatusOf(node));
            Assert.Equal(MemberStatus.Alive, node.StatusOf(joiner));
        });
        Assert.Null(joiner.StatusOf(removed));
    }

    [Fact]
    public void A_join_through_a_removed_node_that_knows_nobody_else_fails_and_says_so()
    {
        SwimCluster cluster = new(16);
        SwimNode removed = cluster.Add();
        removed.Start();
        SwimNode joiner = cluster.Add();
        joiner.Start();
        joiner.Do(swim => swim.Join(cluster.Now, removed.Address));
        joiner.Do(swim => swim.Forget(cluster.Now, removed.Id));
        cluster.RunFor(cluster.Options.JoinTimeout);

        Assert.Equal(
            $"{removed.Address} is no longer in the mesh and knows no host that is: join through another host",
            joiner.Events.OfType<MembershipEvent.JoinFailed>().Single().Reason);
    }

    [Fact]
    public void Members_beyond_the_bound_are_refused_and_reported()
    {
        SwimCluster cluster = new(14, SwimOptions.Default with { MembersMax = 3 });
        for (int i = 0; i < 5; i++)
        {
            SwimNode node = cluster.Add();
            node.Start();
            if (i > 0)
            {
                node.Do(swim => swim.Join(cluster.Now, cluster.Nodes[0].Address));
                cluster.RunFor(TimeSpan.FromMilliseconds(100));
            }
        }

        Assert.Equal(3, cluster.Nodes[0].View.Members.Count);
        Assert.Contains(cluster.Nodes[0].Events, one => one is MembershipEvent.TableFull { Limit: 3 });
    }

    private static void Move(SwimCluster cluster, SwimNode node, IPEndPoint address)
    {
        cluster.Unbind(node);
        node.Address = address;
        cluster.Bind(node);
    }
}
