using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Tests.Mesh;

public sealed class Networks_end
{
    [Fact]
    public void A_search_that_begins_anew_gives_no_network_the_number_0()
    {
        BrainCluster cluster = new(1, new MeshSettings { VniStart = 1 << 24 });
        Assert.Equal(1u, Make(cluster, "demo").Vni);
    }

    [Fact]
    public void Numbers_and_subnets_of_networks_that_have_ended_are_used_last()
    {
        BrainCluster cluster = new(1);
        List<uint> vnis = [];
        List<Block> subnets = [];
        for (int i = 0; i < 5; i++)
        {
            string name = $"short-lived-{i}";
            NetworkRecord record = Make(cluster, name);
            vnis.Add(record.Vni);
            subnets.Add(record.Subnet);
            cluster.Ask<Acknowledged>(0, new UnbindNetwork($"engine-0-{name}"));
            Assert.Empty(cluster.Brain(0).View.Networks);
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(i => new MeshSettings().VniStart + (uint)i), vnis);
        Assert.Equal(5, subnets.Distinct().Count());
    }

    [Fact]
    public void After_a_restart_numbers_and_subnets_go_on_behind_those_in_use()
    {
        BrainCluster cluster = new(1);
        cluster.MakeNetwork(0, "first");
        NetworkRecord last = Make(cluster, "last");
        cluster.Ask<Acknowledged>(0, new UnbindNetwork("engine-0-first"));

        cluster.Start(cluster.Nodes[0]);
        NetworkRecord next = Make(cluster, "next");

        Assert.Equal(last.Vni + 1, next.Vni);
        Assert.Equal(last.Subnet.Last + 1, next.Subnet.Start);
    }

    [Fact]
    public void Endpoints_are_found_again_after_a_restart()
    {
        BrainCluster cluster = new(1);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        EndpointBound created = Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "web"));

        cluster.Start(cluster.Nodes[0]);

        Assert.Equal(created, cluster.Ask<EndpointBound>(0, new JoinEndpoint(created.Endpoint, "web", "container-web")));
        cluster.Ask<Acknowledged>(0, new DeleteEndpoint(created.Endpoint));
        Assert.Empty(cluster.Brain(0).View.Networks[id].Endpoints);
        cluster.Ask<Refused>(0, new JoinEndpoint(created.Endpoint, "web", "container-web"));
    }

    private static NetworkRecord Make(BrainCluster cluster, string name)
    {
        NetworkId id = cluster.MakeNetwork(0, name);
        return cluster.Brain(0).View.Networks[id].Record;
    }
}
