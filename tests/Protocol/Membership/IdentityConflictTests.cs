namespace MeshNet.Protocol.Tests.Membership;

/// <summary>Two machines with one id (R9), and two ids at one address (R22).</summary>
public sealed class IdentityConflictTests
{
    private static readonly IPEndPoint CloneAddress = IPEndPoint.Parse("10.8.8.8:7947");

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    [InlineData(3UL)]
    public void A_cloned_machine_is_named_with_both_addresses_and_both_copies_are_quarantined(ulong seed)
    {
        SwimCluster cluster = SwimCluster.Formed(seed, 10);
        SwimNode original = cluster.Nodes[4];
        SwimNode clone = original.Clone(CloneAddress);
        clone.Start();

        Assert.True(cluster.RunUntil(
            () => new[] { original, clone }.All(node => node.Events.Any(one => one is MembershipEvent.Quarantined)), TimeSpan.FromSeconds(20)));

        MembershipEvent.TwoMachinesOneId told = cluster.Nodes
            .Where(node => node.Id != original.Id)
            .SelectMany(node => node.Events.OfType<MembershipEvent.TwoMachinesOneId>())
            .First();
        Assert.Equal(original.Id, told.Id);
        Assert.Equal(
            new[] { original.Address.ToString(), CloneAddress.ToString() }.Order(), new[] { told.First.ToString(), told.Second.ToString() }.Order());
        Assert.Contains("two machines use node id", told.Text, StringComparison.Ordinal);
        Assert.All([original, clone], (SwimNode node) => Assert.Single(node.Events.OfType<MembershipEvent.Quarantined>()));
    }

    [Fact]
    public void Two_copies_of_a_stopped_machine_are_found_out_too()
    {
        SwimCluster cluster = SwimCluster.Formed(4, 10);
        SwimNode original = cluster.Nodes[4];
        original.Crash();
        SwimNode clone = original.Clone(CloneAddress);
        original.Start();
        clone.Start();

        Assert.True(cluster.RunUntil(
            () => new[] { original, clone }.All(node => node.Events.Any(one => one is MembershipEvent.Quarantined)), TimeSpan.FromSeconds(20)));
        Assert.Contains(cluster.Nodes, node => node.Events.Any(one => one is MembershipEvent.TwoMachinesOneId));
    }

    [Fact]
    public void A_disk_put_back_from_an_older_copy_quarantines_its_node()
    {
        SwimCluster cluster = SwimCluster.Formed(5, 6);
        SwimNode node = cluster.Nodes[2];
        SwimNode older = node.Clone(node.Address);
        node.Crash();
        node.Start();
        node.Crash();
        node.Start();
        cluster.RunFor(TimeSpan.FromSeconds(2));
        node.Crash();
        older.Start();

        Assert.True(cluster.RunUntil(() => older.Events.Any(one => one is MembershipEvent.Quarantined), TimeSpan.FromSeconds(20)));
        Assert.Contains("restored from an older copy", older.Events.OfType<MembershipEvent.Quarantined>().Single().Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Nodes, one => one.Events.Any(happened => happened is MembershipEvent.TwoMachinesOneId));
    }

    [Fact]
    public void Restarts_and_moves_of_one_machine_are_never_taken_for_two()
    {
        SwimCluster cluster = SwimCluster.Formed(6, 10);
        cluster.Loss = 0.1;
        SwimNode node = cluster.Nodes[3];
        for (byte round = 0; round < 20; round++)
        {
            node.Crash();
            node.Address = new IPEndPoint(new IPAddress([10, 5, 5, (byte)(1 + (round % 3))]), 7947);
            node.Start();
            cluster.RunFor(TimeSpan.FromMilliseconds(300 * (round % 7)));
        }

        cluster.RunFor(TimeSpan.FromSeconds(20));
        Assert.All(cluster.Nodes, one => Assert.DoesNotContain(
            one.Events, happened => happened is MembershipEvent.TwoMachinesOneId or MembershipEvent.Quarantined));
        Assert.True(cluster.AllSeeAllAlive());
    }

    [Fact]
    public void A_host_installed_anew_takes_over_its_address_and_the_former_holder_is_named()
    {
        SwimCluster cluster = SwimCluster.Formed(7, 8);
        SwimNode former = cluster.Nodes[2];
        former.Crash();
        SwimNode installedAnew = cluster.Add(address: former.Address);
        installedAnew.Start();
        installedAnew.Do(swim => swim.Join(cluster.Now, cluster.Nodes[0].Address));
        cluster.RunFor(TimeSpan.FromSeconds(5));

        Assert.All(cluster.Nodes.Where(node => node.IsRunning && node != installedAnew), node =>
        {
            MembershipEvent.AddressTakenOver taken = node.Events.OfType<MembershipEvent.AddressTakenOver>().Single();
            Assert.Equal((installedAnew.Id, former.Id), (taken.Holder.Id, taken.Former.Id));
            Assert.Equal([former.Id], node.View.Displaced);
            Assert.Equal(MemberStatus.Dead, node.StatusOf(former));
            Assert.Equal(MemberStatus.Alive, node.StatusOf(installedAnew));
        });
    }

    [Fact]
    public void An_address_that_passed_on_long_after_its_holders_death_is_settled_again_after_everybodys_restart()
    {
        SwimCluster cluster = SwimCluster.Formed(8, 5);
        SwimNode former = cluster.Nodes[2];
        former.Crash();
        cluster.RunFor(TimeSpan.FromSeconds(30));
        SwimNode next = cluster.Add(address: former.Address);
        next.Start();
        next.Do(swim => swim.Join(cluster.Now, cluster.Nodes[0].Address));
        cluster.RunFor(TimeSpan.FromSeconds(5));
        foreach (SwimNode node in cluster.Nodes.Where(node => node != former))
        {
            node.Crash();
            node.Start();
        }

        cluster.RunFor(TimeSpan.FromSeconds(10));

        Assert.All(cluster.Nodes.Where(node => node.IsRunning && node != next), node => Assert.Equal([former.Id], node.View.Displaced));
    }

    [Fact]
    public void A_former_holder_that_is_alive_elsewhere_is_displaced_no_longer_once_it_says_where()
    {
        SwimCluster cluster = SwimCluster.Formed(9, 8);
        SwimNode former = cluster.Nodes[2];
        IPEndPoint address = former.Address;
        former.Crash();
        SwimNode next = cluster.Add(address: address);
        next.Start();
        next.Do(swim => swim.Join(cluster.Now, cluster.Nodes[0].Address));
        cluster.RunFor(TimeSpan.FromSeconds(5));

        former.Address = IPEndPoint.Parse("10.4.4.4:7947");
        former.Start();

        Assert.True(cluster.RunUntil(cluster.AllSeeAllAlive, TimeSpan.FromSeconds(5)));
        Assert.All(cluster.Nodes, node => Assert.Empty(node.View.Displaced));
    }
}
