using MeshNet.Protocol.Mesh;

namespace MeshNet.Protocol.Tests.Mesh;

public sealed class Networks_replicate
{
    [Fact]
    public void A_network_made_on_one_host_is_seen_on_all()
    {
        BrainCluster cluster = new(3);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("demo", cluster.Brain(i).View.Networks[id].Record.Name);
        }
    }

    [Fact]
    public void Hosts_other_than_the_founder_make_networks_without_a_subnet()
    {
        BrainCluster cluster = new(3);
        NetworkId first = cluster.MakeNetwork(1, "one");
        NetworkId second = cluster.MakeNetwork(2, "two");
        Block a = cluster.Brain(0).View.Networks[first].Record.Subnet;
        Block b = cluster.Brain(0).View.Networks[second].Record.Subnet;
        Assert.Equal(24, a.PrefixLength);
        Assert.False(a.Overlaps(b));
        Assert.NotEqual(cluster.Brain(0).View.Networks[first].Record.Vni, cluster.Brain(0).View.Networks[second].Record.Vni);
    }

    [Fact]
    public void Containers_on_all_hosts_get_different_addresses()
    {
        BrainCluster cluster = new(5);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        HashSet<uint> addresses = [];
        for (int i = 0; i < 100; i++)
        {
            EndpointBound created = Assert.IsType<EndpointBound>(cluster.Run(i % 5, id, "demo", $"c{i}"));
            Assert.True(addresses.Add(created.Address));
        }

        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(100, cluster.Brain(i).View.Networks[id].Endpoints.Count));
    }

    [Fact]
    public void The_last_address_of_a_small_subnet_can_be_had_and_then_the_error_says_so()
    {
        BrainCluster cluster = new(6);
        NetworkId id = cluster.MakeNetwork(0, "tiny", "172.30.0.0/29");
        for (int i = 0; i < 5; i++)
        {
            Assert.IsType<EndpointBound>(cluster.Run(i, id, "tiny", $"c{i}"));
        }

        Refused refused = Assert.IsType<Refused>(cluster.Run(5, id, "tiny", "c5"));
        Assert.Contains("no free address", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_taken_on_another_host_is_refused_in_Dockers_words()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "test1"));
        Refused refused = Assert.IsType<Refused>(cluster.Run(1, id, "demo", "test1"));
        Assert.Equal("endpoint with name test1 already exists in network demo", refused.Reason);
    }

    [Fact]
    public void A_wanted_address_comes_from_its_owner_or_is_refused_with_who_has_it()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Assert.True(Ipv4.TryParse("172.30.0.77", out uint wanted));
        Assert.Equal(wanted, Assert.IsType<EndpointBound>(cluster.Run(1, id, "demo", "a", wanted)).Address);
        Refused refused = Assert.IsType<Refused>(cluster.Run(0, id, "demo", "b", wanted));
        Assert.Equal("address 172.30.0.77 is in use by a on host2", refused.Reason);
    }

    [Fact]
    public void Removing_is_refused_while_another_host_has_endpoints_and_works_after()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(0, "demo");
        Assert.IsType<EndpointBound>(cluster.Run(1, id, "demo", "test2"));
        Refused refused = Assert.IsType<Refused>(cluster.Ask(0, new UnbindNetwork("engine-0-demo")));
        Assert.Equal("network demo has active endpoints: test2 on host2", refused.Reason);
        Assert.Empty(cluster.Brain(0).View.Bindings);
        cluster.Mirror(0, "demo", id);
        cluster.Ask<Acknowledged>(1, new DeleteEndpoint(BrainCluster.EndpointOf("test2", 1)));
        cluster.Ask<Acknowledged>(1, new UnbindNetwork("engine-1-demo"));
        Assert.True(cluster.Brain(0).View.Networks[id].Closing);
        cluster.Ask<Acknowledged>(0, new UnbindNetwork("engine-0-demo"));
        cluster.Pass(TimeSpan.FromSeconds(3));
        Assert.All([0, 1], i => Assert.Empty(cluster.Brain(i).View.Networks));
        Assert.Equal(cluster.Brain(0).Replicas.RootHash, cluster.Brain(1).Replicas.RootHash);
    }

    [Fact]
    public void A_restart_from_disk_forgets_nothing()
    {
        BrainCluster cluster = new(2);
        NetworkId id = cluster.MakeNetwork(0, "demo");
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "a"));
        Assert.IsType<EndpointBound>(cluster.Run(1, id, "demo", "b"));
        MeshView before = cluster.Brain(1).View;
        cluster.Start(cluster.Nodes[1]);
        Assert.Equal(before.Networks[id].Endpoints.Values, cluster.Brain(1).View.Networks[id].Endpoints.Values);
        Assert.Equal(before.Bindings, cluster.Brain(1).View.Bindings);
        HashSet<uint> addresses = [.. before.Networks[id].Endpoints.Values.Select(view => view.Record.Address)];
        for (int i = 0; i < 20; i++)
        {
            Assert.True(addresses.Add(Assert.IsType<EndpointBound>(cluster.Run(i % 2, id, "demo", $"c{i}")).Address));
        }
    }

    [Fact]
    public void Both_sides_of_a_cut_go_on_and_meet_again()
    {
        BrainCluster cluster = new(4);
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        for (int i = 0; i < 4; i++)
        {
            Assert.IsType<EndpointBound>(cluster.Run(i, id, "demo", $"before{i}"));
        }

        foreach ((int a, int b) in new[] { (0, 2), (0, 3), (1, 2), (1, 3) })
        {
            cluster.Cut.Add((cluster.Nodes[a], cluster.Nodes[b]));
            cluster.Cut.Add((cluster.Nodes[b], cluster.Nodes[a]));
        }

        for (int i = 0; i < 4; i++)
        {
            Assert.IsType<EndpointBound>(cluster.Run(i, id, "demo", $"during{i}"));
        }

        cluster.Cut.Clear();
        cluster.Pass(TimeSpan.FromSeconds(10));
        Assert.All(Enumerable.Range(0, 4), i =>
        {
            EndpointView[] endpoints = [.. cluster.Brain(i).View.Networks[id].Endpoints.Values];
            Assert.Equal(8, endpoints.Length);
            Assert.Equal(8, endpoints.Select(endpoint => endpoint.Record.Address).Distinct().Count());
            Assert.Equal(cluster.Brain(0).Replicas.RootHash, cluster.Brain(i).Replicas.RootHash);
        });
    }

    [Fact]
    public void A_subnet_that_overlaps_a_network_or_the_underlay_is_refused_with_the_reason()
    {
        BrainCluster cluster = new(2);
        cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Refused network = cluster.Ask<Refused>(1, new RequestPool("172.30.0.0/16", "", BrainCluster.NoOptions, V6: false));
        Assert.Equal("subnet 172.30.0.0/16 overlaps network demo (172.30.0.0/24), made on host1", network.Reason);
        Refused underlay = cluster.Ask<Refused>(1, new RequestPool("192.168.0.0/16", "", BrainCluster.NoOptions, V6: false));
        Assert.Equal("subnet 192.168.0.0/16 overlaps the underlay: host1 has the address 192.168.205.1 in it", underlay.Reason);
    }

    [Fact]
    public void A_deletion_reaches_a_host_that_was_away_for_longer_than_tombstones_live()
    {
        BrainCluster cluster = new(2, new MeshSettings { TombstoneRetention = TimeSpan.FromSeconds(8) });
        NetworkId id = cluster.MakeNetwork(0, "demo", "172.30.0.0/24");
        Assert.IsType<EndpointBound>(cluster.Run(0, id, "demo", "gone"));
        cluster.Cut.Add((cluster.Nodes[0], cluster.Nodes[1]));
        cluster.Cut.Add((cluster.Nodes[1], cluster.Nodes[0]));
        cluster.Ask<Acknowledged>(0, new DeleteEndpoint(BrainCluster.EndpointOf("gone", 0)));
        cluster.Pass(TimeSpan.FromSeconds(30));
        Assert.True(cluster.Brain(0).Replicas.Own.Floor > LogVersion.Zero);
        Assert.Single(cluster.Brain(1).View.Networks[id].Endpoints);
        cluster.Cut.Clear();
        cluster.Pass(TimeSpan.FromSeconds(5));
        Assert.Empty(cluster.Brain(1).View.Networks[id].Endpoints);
        Assert.Equal(cluster.Brain(0).Replicas.RootHash, cluster.Brain(1).Replicas.RootHash);
    }
}
