using MeshNet.Actors.Driver;

namespace MeshNet.Actors.Tests.Driver;

public sealed class NetworkPlannerTests
{
    [Fact]
    public void A_remote_endpoint_becomes_a_neighbour_behind_its_owners_vtep()
    {
        NetworkPlan plan = Plan(Mesh.OfNodes(2).WithDemo().WithEndpoint(2, owner: 1).WithEndpoint(3, owner: 2));

        Assert.Equal([Mesh.Address(3)], plan.Remotes.Keys);
        Assert.Equal(new(Mesh.Endpoint(3), Mesh.Mac(3), IPAddress.Parse("192.0.2.2")), plan.Remotes[Mesh.Address(3)]);
        Assert.Equal(4097u, plan.Vni);
        Assert.Equal(IPAddress.Parse("192.0.2.1"), plan.Vtep);
        Assert.Empty(plan.Withheld);
    }

    [Fact]
    public void There_is_no_plan_before_this_node_has_said_where_it_is()
    {
        Mesh mesh = Mesh.OfNodes(2).WithDemo().WithoutNode(1);

        Assert.Null(NetworkPlanner.Plan(mesh.View(), mesh.Networks[Mesh.Demo], []));
    }

    [Theory]
    [InlineData("192.0.2.", 1500, 0, 1450)]
    [InlineData("192.0.2.", 9000, 0, 8950)]
    [InlineData("2001:db8::", 1500, 0, 1430)]
    [InlineData("192.0.2.", 1500, 1200, 1200)]
    public void The_mtu_is_the_underlays_less_the_encapsulation_unless_the_network_names_one(
        string prefix, int underlay, int wished, int expected)
    {
        Mesh mesh = new Mesh().WithNode(1, prefix + "1", underlay).WithNode(2, prefix + "2", underlay).WithDemo(wished);

        Assert.Equal(expected, Plan(mesh).Mtu);
    }

    [Fact]
    public void The_smallest_underlay_decides_the_mtu_for_all()
    {
        Mesh mesh = new Mesh().WithNode(1, mtu: 9000).WithNode(2, mtu: 1400).WithDemo();

        Assert.Equal(1350, Plan(mesh).Mtu);
    }

    [Fact]
    public void An_endpoint_waits_for_the_record_of_its_host()
    {
        Mesh mesh = Mesh.OfNodes(2).WithDemo().WithEndpoint(3, owner: 7);

        NetworkPlan plan = Plan(mesh);

        Assert.Empty(plan.Remotes);
        Assert.Contains("has not announced its address yet", plan.Withheld[Mesh.Endpoint(3)], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", "has the same VXLAN address as this one")]
    [InlineData("2001:db8::2", "all hosts need IPv4, or all IPv6")]
    public void An_endpoint_behind_an_impossible_vtep_is_withheld(string vtep, string reason)
    {
        Mesh mesh = Mesh.OfNodes(1).WithNode(2, vtep).WithDemo().WithEndpoint(3, owner: 2);

        Assert.Contains(reason, Plan(mesh).Withheld[Mesh.Endpoint(3)], StringComparison.Ordinal);
    }

    [Fact]
    public void An_endpoint_outside_the_subnet_is_withheld()
    {
        Mesh mesh = Mesh.OfNodes(2).WithDemo().WithEndpoint(3, owner: 2, record => record with { Address = 1 });

        Assert.Contains("the subnet of the network", Plan(mesh).Withheld[Mesh.Endpoint(3)], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_claims_to_an_address_the_later_version_of_the_block_wins()
    {
        Mesh mesh = Mesh.OfNodes(3).WithDemo()
            .WithEndpoint(3, owner: 2, record => record with { Address = Mesh.Address(9), BlockVersion = 2 })
            .WithEndpoint(4, owner: 3, record => record with { Address = Mesh.Address(9), BlockVersion = 1, Allocation = 99 });

        NetworkPlan plan = Plan(mesh);

        Assert.Equal(Mesh.Endpoint(3), plan.Remotes[Mesh.Address(9)].Endpoint);
        Assert.Equal(
            "its address 10.0.0.9 belongs to endpoint test3: restart this container to give it another", plan.Withheld[Mesh.Endpoint(4)]);
    }

    [Fact]
    public void Of_two_claims_out_of_one_block_the_later_allocation_wins_also_against_our_own()
    {
        Mesh mesh = Mesh.OfNodes(2).WithDemo()
            .WithEndpoint(3, owner: 1, record => record with { Address = Mesh.Address(9), Allocation = 5 })
            .WithEndpoint(4, owner: 2, record => record with { Address = Mesh.Address(9), Allocation = 6 });

        NetworkPlan plan = Plan(mesh);

        Assert.Equal(Mesh.Endpoint(4), plan.Remotes[Mesh.Address(9)].Endpoint);
        Assert.Contains("belongs to endpoint test4", plan.Withheld[Mesh.Endpoint(3)], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_equal_macs_the_smaller_stamp_wins()
    {
        Mesh mesh = Mesh.OfNodes(3).WithDemo()
            .WithEndpoint(3, owner: 2, record => record with { Mac = Mesh.Mac(9), Lamport = 8 })
            .WithEndpoint(4, owner: 3, record => record with { Mac = Mesh.Mac(9), Lamport = 7 });

        NetworkPlan plan = Plan(mesh);

        Assert.Equal([Mesh.Address(4)], plan.Remotes.Keys);
        Assert.Contains($"its MAC {Mesh.Mac(9)} belongs to endpoint test4", plan.Withheld[Mesh.Endpoint(3)], StringComparison.Ordinal);
    }

    [Fact]
    public void Broadcast_goes_nowhere_unless_the_network_asks_for_it()
    {
        Assert.Empty(Plan(Mesh.OfNodes(3).WithDemo().WithEndpoint(3, owner: 2)).FloodVteps);
    }

    [Fact]
    public void Broadcast_goes_once_to_each_other_host_that_has_endpoints_of_the_network()
    {
        Mesh mesh = Mesh.OfNodes(4).WithNode(2, "192.0.2.200").WithDemo(0, NetworkPlanner.MulticastOption)
            .WithEndpoint(3, owner: 2).WithEndpoint(4, owner: 3).WithEndpoint(5, owner: 3).WithEndpoint(6, owner: 1);

        Assert.Equal([IPAddress.Parse("192.0.2.3"), IPAddress.Parse("192.0.2.200")], Plan(mesh).FloodVteps.ToArray());
    }

    private static NetworkPlan Plan(Mesh mesh)
    {
        NetworkPlan? plan = NetworkPlanner.Plan(mesh.View(), mesh.Networks[Mesh.Demo], []);
        Assert.NotNull(plan);
        return plan;
    }
}
