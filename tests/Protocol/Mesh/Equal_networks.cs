namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>Networks that are equal in all that a user sees: two sides of a cut have made one of them each (R1, R16).</summary>
public sealed class Equal_networks
{
    private readonly BrainCluster _cluster = new(4);
    private readonly NetworkId _here;
    private readonly NetworkId _there;

    public Equal_networks()
    {
        _cluster.CutBetween([0, 1], [2, 3]);
        _here = _cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        _there = _cluster.MakeNetwork(2, "demo", "172.30.0.0/24");
        _cluster.Pass(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void They_are_two_trees_of_blocks()
    {
        Block subnet = Block.Containing(0xAC1E0000, 24);
        EndpointBound one = Assert.IsType<EndpointBound>(_cluster.Run(0, _here, "demo", "one", 0xAC1E0005));
        EndpointBound other = Assert.IsType<EndpointBound>(_cluster.Run(2, _there, "demo", "other", 0xAC1E0005));
        _cluster.Heal();
        _cluster.Pass(TimeSpan.FromSeconds(10));

        Assert.NotEqual(_here, _there);
        Assert.Equal([subnet], _cluster.Brain(0).Ledger.Space(SpaceId.Of(_here)).Owned.Keys);
        Assert.Equal([subnet], _cluster.Brain(2).Ledger.Space(SpaceId.Of(_there)).Owned.Keys);
        for (int i = 0; i < _cluster.Nodes.Count; i++)
        {
            Assert.Equal([one.Address], _cluster.Brain(i).View.Networks[_here].Endpoints.Values.Select(endpoint => endpoint.Record.Address));
            Assert.Equal([other.Address], _cluster.Brain(i).View.Networks[_there].Endpoints.Values.Select(endpoint => endpoint.Record.Address));
        }
    }

    [Fact]
    public void The_loser_keeps_its_number_and_endpoints_and_takes_no_new_ones_until_the_winner_ends()
    {
        Assert.IsType<EndpointBound>(_cluster.Run(0, _here, "demo", "one"));
        Assert.IsType<EndpointBound>(_cluster.Run(2, _there, "demo", "other"));
        uint[] numbers = [_cluster.Brain(0).View.Networks[_here].Record.Vni, _cluster.Brain(2).View.Networks[_there].Record.Vni];
        _cluster.Heal();
        _cluster.Pass(TimeSpan.FromSeconds(10));

        bool isHereLost = _cluster.Brain(0).View.Networks[_here].NameLoses;
        (int winnerHost, NetworkId winner, string name) = isHereLost ? (2, _there, "other") : (0, _here, "one");
        (int loserHost, NetworkId loser) = isHereLost ? (0, _here) : (2, _there);
        for (int i = 0; i < _cluster.Nodes.Count; i++)
        {
            Assert.True(_cluster.Brain(i).View.Networks[loser].NameLoses);
            Assert.False(_cluster.Brain(i).View.Networks[winner].NameLoses);
            Assert.Single(_cluster.Brain(i).View.Networks[loser].Endpoints);
            Assert.Equal(numbers[0], _cluster.Brain(i).View.Networks[_here].Record.Vni);
            Assert.Equal(numbers[1], _cluster.Brain(i).View.Networks[_there].Record.Vni);
        }

        Assert.NotEqual(numbers[0], numbers[1]);
        Assert.IsType<Refused>(_cluster.Run(loserHost, loser, "demo", "late"));

        _cluster.Ask(winnerHost, new DeleteEndpoint(BrainCluster.EndpointOf(name, winnerHost)));
        _cluster.Ask(winnerHost, new CloseNetwork("demo"));
        _cluster.Pass(TimeSpan.FromSeconds(10));
        Assert.False(_cluster.Brain(loserHost).View.Networks[loser].NameLoses);
        Assert.IsType<EndpointBound>(_cluster.Run(loserHost, loser, "demo", "later"));
    }
}
