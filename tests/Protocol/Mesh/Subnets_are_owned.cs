namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>A subnet that a user names is taken out of the automatic pool where it lies in there, and needs nobody outside of it (R17).</summary>
public sealed class Subnets_are_owned
{
    private readonly BrainCluster _cluster = new(3);

    [Fact]
    public void One_in_the_automatic_pool_becomes_its_hosts_block_and_is_never_given_out_again()
    {
        Block subnet = Block.Containing(0x0A000000, 24);
        NetworkId named = _cluster.MakeNetwork(1, "named", subnet.ToString());
        Assert.Contains(_cluster.Brain(1).Ledger.Space(SpaceId.AutomaticPool).Owned.Keys, block => block.Contains(subnet));
        Assert.DoesNotContain(_cluster.Brain(0).Ledger.Space(SpaceId.AutomaticPool).Owned.Keys, block => block.Overlaps(subnet));
        for (int i = 0; i < _cluster.Nodes.Count; i++)
        {
            NetworkId automatic = _cluster.MakeNetwork(i, $"automatic{i}");
            Assert.False(_cluster.Brain(i).View.Networks[automatic].Record.Subnet.Overlaps(subnet));
        }

        Assert.Equal(subnet, _cluster.Brain(0).View.Networks[named].Record.Subnet);
    }

    [Fact]
    public void One_in_the_automatic_pool_whose_owner_cannot_be_reached_is_refused_and_one_outside_is_not()
    {
        _cluster.CutBetween([1], [0, 2]);
        long inside = _cluster.Send(1, new RequestPool("10.200.0.0/24", "", BrainCluster.NoOptions, V6: false));
        _cluster.Pass(TimeSpan.FromSeconds(15));
        Refused refused = Assert.IsType<Refused>(_cluster.Answer(inside));
        Assert.Contains("10.200.0.0/24 is in the automatic pool", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("may have 10.200.0.0/24 but cannot be reached", refused.Reason, StringComparison.Ordinal);

        Assert.Equal(Block.Containing(0xAC1E0000, 24), _cluster.Ask<PoolGranted>(1, new RequestPool("172.30.0.0/24", "", BrainCluster.NoOptions, V6: false)).Subnet);
    }
}
