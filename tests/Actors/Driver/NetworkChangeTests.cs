using System.Net;
using MeshNet.Actors.Driver;

namespace MeshNet.Actors.Tests.Driver;

public sealed class NetworkChangeTests
{
    private static readonly IPAddress Vtep2 = IPAddress.Parse("192.0.2.2");
    private static readonly IPAddress Vtep3 = IPAddress.Parse("192.0.2.3");

    private static readonly Mesh Start = Mesh.OfNodes(3).WithDemo().WithEndpoint(3, owner: 2).WithEndpoint(4, owner: 3);

    [Fact]
    public void Equal_plans_need_no_edit()
    {
        Assert.True(Change(Start, Start.WithEndpoint(5, owner: 1)).IsEmpty);
    }

    [Fact]
    public void A_new_endpoint_costs_one_neighbour_and_one_fdb_entry()
    {
        NetworkChange change = Change(Start, Start.WithEndpoint(5, owner: 2));

        Assert.Equal([KeyValuePair.Create(Mesh.Address(5), Mesh.Mac(5))], change.Neighbours);
        Assert.Equal([KeyValuePair.Create(Mesh.Mac(5), Vtep2)], change.Forwarding);
        Assert.Empty(change.GoneNeighbours);
        Assert.Empty(change.GoneForwarding);
    }

    [Fact]
    public void An_ended_endpoint_takes_its_entries_along()
    {
        NetworkChange change = Change(Start, Start.WithoutEndpoint(4));

        Assert.Equal([Mesh.Address(4)], change.GoneNeighbours);
        Assert.Equal([KeyValuePair.Create(Mesh.Mac(4), Vtep3)], change.GoneForwarding);
        Assert.Empty(change.Neighbours);
        Assert.Empty(change.Forwarding);
    }

    [Fact]
    public void An_address_that_has_a_new_mac_is_overwritten_and_the_old_mac_forgotten()
    {
        NetworkChange change = Change(Start, Start.WithEndpoint(3, owner: 3, record => record with { Mac = Mesh.Mac(33) }));

        Assert.Equal([KeyValuePair.Create(Mesh.Address(3), Mesh.Mac(33))], change.Neighbours);
        Assert.Equal([KeyValuePair.Create(Mesh.Mac(33), Vtep3)], change.Forwarding);
        Assert.Empty(change.GoneNeighbours);
        Assert.Equal([KeyValuePair.Create(Mesh.Mac(3), Vtep2)], change.GoneForwarding);
    }

    [Fact]
    public void Two_endpoints_that_swap_their_macs_lose_neither_entry()
    {
        Mesh swapped = Start
            .WithEndpoint(3, owner: 2, record => record with { Mac = Mesh.Mac(4) })
            .WithEndpoint(4, owner: 3, record => record with { Mac = Mesh.Mac(3) });

        NetworkChange change = Change(Start, swapped);

        Assert.Equal(2, change.Neighbours.Count);
        Assert.Equal([KeyValuePair.Create(Mesh.Mac(3), Vtep3), KeyValuePair.Create(Mesh.Mac(4), Vtep2)], change.Forwarding);
        Assert.Empty(change.GoneForwarding);
    }

    [Fact]
    public void A_host_with_a_new_vtep_costs_an_fdb_entry_for_each_of_its_endpoints_only()
    {
        NetworkChange change = Change(Start, Start.WithNode(2, "192.0.2.22"));

        Assert.Empty(change.Neighbours);
        Assert.Equal([KeyValuePair.Create(Mesh.Mac(3), IPAddress.Parse("192.0.2.22"))], change.Forwarding);
        Assert.Empty(change.GoneForwarding);
    }

    [Fact]
    public void Another_mtu_or_vtep_of_our_own_needs_a_look_at_the_devices()
    {
        Assert.True(IsStructural(Start, Start.WithNode(1, "192.0.2.111")));
        Assert.True(IsStructural(Start, Start.WithNode(1, mtu: 1400)));
        Assert.False(IsStructural(Start, Start.WithEndpoint(5, owner: 2)));
    }

    private static NetworkPlan Plan(Mesh mesh) => NetworkPlanner.Plan(mesh.View(), mesh.Networks[Mesh.Demo], [])!;

    private static NetworkChange Change(Mesh from, Mesh to) => NetworkChange.Between(Plan(from), Plan(to));

    private static bool IsStructural(Mesh from, Mesh to) => NetworkChange.IsStructural(Plan(from), Plan(to));
}
