using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Tests.Mesh;

/// <summary>R16: the first address of a new network waits, bounded, until the live members know the network.</summary>
public sealed class First_addresses_wait
{
    private static readonly MeshSettings Settings = new();

    [Fact]
    public void Of_two_networks_of_one_name_made_at_once_only_one_gets_an_address()
    {
        BrainCluster cluster = new(3);
        (long first, long second) = RaceForAName(cluster);
        cluster.Pass(TimeSpan.FromMilliseconds(300));

        object?[] answers = [cluster.Answer(first), cluster.Answer(second)];
        Assert.Single(answers.OfType<AddressGranted>());
        Assert.Contains("made on two hosts at once", Assert.Single(answers.OfType<Refused>()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_wait_both_would_get_one()
    {
        BrainCluster cluster = new(3, Settings with { AcknowledgeTimeout = TimeSpan.Zero });
        (long first, long second) = RaceForAName(cluster);

        Assert.IsType<AddressGranted>(cluster.Answer(first));
        Assert.IsType<AddressGranted>(cluster.Answer(second));
    }

    [Fact]
    public void Nobody_waits_for_time_to_pass_while_all_answer()
    {
        BrainCluster cluster = new(5);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");

        for (int host = 0; host < 5; host++)
        {
            Assert.IsType<EndpointBound>(cluster.Run(host, id, "demo", $"c{host}"));
        }
    }

    [Fact]
    public void A_member_that_does_not_answer_delays_the_first_address_and_no_longer_than_the_bound()
    {
        BrainCluster cluster = new(3);
        CutOff(cluster, 2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        RequestAddress ask = new(id.ToString(), null, ForGateway: false);

        long first = cluster.Send(0, ask);
        cluster.Pass(Settings.AcknowledgeTimeout - TimeSpan.FromMilliseconds(200));
        long meanwhile = cluster.Send(0, ask);
        Assert.Null(cluster.Answer(first));
        cluster.Pass(TimeSpan.FromMilliseconds(200));

        AddressGranted[] granted = [Assert.IsType<AddressGranted>(cluster.Answer(first)), Assert.IsType<AddressGranted>(cluster.Answer(meanwhile))];
        Assert.NotEqual(granted[0].Address, granted[1].Address);
        cluster.Ask<AddressGranted>(0, ask);
    }

    [Fact]
    public void A_member_that_is_no_longer_alive_is_not_waited_for()
    {
        BrainCluster cluster = new(3);
        CutOff(cluster, 2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        long first = cluster.Send(0, new RequestAddress(id.ToString(), null, ForGateway: false));
        Assert.Null(cluster.Answer(first));

        cluster.SetPeers(0, 1);
        cluster.Pass(TimeSpan.FromMilliseconds(100));

        Assert.IsType<AddressGranted>(cluster.Answer(first));
    }

    [Fact]
    public void A_network_that_ends_while_its_first_address_waits_gives_none()
    {
        BrainCluster cluster = new(3);
        CutOff(cluster, 2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        long first = cluster.Send(0, new RequestAddress(id.ToString(), null, ForGateway: false));

        cluster.Ask<Acknowledged>(0, new UnbindNetwork("engine-0-demo"));
        cluster.Pass(TimeSpan.FromSeconds(2));

        Assert.Contains("removed", Assert.IsType<Refused>(cluster.Answer(first)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_of_a_container_waits_for_its_network_s_name()
    {
        BrainCluster cluster = new(1);
        PoolGranted pool = cluster.Ask<PoolGranted>(0, new RequestPool("172.30.0.0/24", "", BrainCluster.NoOptions, V6: false));
        NetworkId id = cluster.Ask<NetworkBound>(
            0, new BindNetwork("engine", pool.Subnet, pool.Gateway, Internal: false, BrainCluster.NoOptions)).Network;

        long address = cluster.Send(0, new RequestAddress(id.ToString(), null, ForGateway: false));
        Assert.Null(cluster.Answer(address));
        cluster.Ask<NetworkBound>(0, new NameNetwork("engine", "demo", BrainCluster.NoOptions));

        Assert.IsType<AddressGranted>(cluster.Answer(address));
    }

    [Fact]
    public void A_restart_waits_for_no_network_that_was_there_before()
    {
        BrainCluster cluster = new(2, new MeshSettings { EchoTimeout = TimeSpan.Zero });
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        CutOff(cluster, 1);
        cluster.Start(cluster.Nodes[0]);

        cluster.Ask<AddressGranted>(0, new RequestAddress(id.ToString(), null, ForGateway: false));
    }

    /// <summary>Two hosts make a network of one name before either has heard of the other's, and each wants an address of its own.</summary>
    private static (long First, long Second) RaceForAName(BrainCluster cluster)
    {
        CutOff(cluster, 0);
        CutOff(cluster, 1);
        NetworkId first = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        NetworkId second = cluster.MakeNetwork(1, "demo", "172.31.0.0/24");
        cluster.Cut.Clear();
        return (
            cluster.Send(0, new RequestAddress(first.ToString(), null, ForGateway: false)),
            cluster.Send(1, new RequestAddress(second.ToString(), null, ForGateway: false)));
    }

    private static void CutOff(BrainCluster cluster, int index)
    {
        NodeId node = cluster.Nodes[index];
        foreach (NodeId other in cluster.Nodes.Where(other => other != node))
        {
            cluster.Cut.Add((node, other));
            cluster.Cut.Add((other, node));
        }
    }
}
