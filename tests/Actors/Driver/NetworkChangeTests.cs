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
    public void A_new_endpoint_comes_and_nothing_goes()
    {
        NetworkChange change = Change(Start, Start.WithEndpoint(5, owner: 2));

        Assert.Equal([KeyValuePair.Create(Mesh.Address(5), new RemoteEndpoint(Mesh.Endpoint(5), Mesh.Mac(5), Vtep2))], change.Came);
        Assert.Empty(change.Went);
    }

    [Fact]
    public void An_ended_endpoint_goes()
    {
        NetworkChange change = Change(Start, Start.WithoutEndpoint(4));

        Assert.Empty(change.Came);
        Assert.Equal([KeyValuePair.Create(Mesh.Address(4), new RemoteEndpoint(Mesh.Endpoint(4), Mesh.Mac(4), Vtep3))], change.Went);
    }

    [Fact]
    public void An_endpoint_that_changes_goes_as_it_was_and_comes_as_it_is()
    {
        NetworkChange change = Change(Start, Start.WithEndpoint(3, owner: 3, record => record with { Mac = Mesh.Mac(33) }));

        Assert.Equal(new(Mesh.Endpoint(3), Mesh.Mac(33), Vtep3), change.Came[Mesh.Address(3)]);
        Assert.Equal(new(Mesh.Endpoint(3), Mesh.Mac(3), Vtep2), change.Went[Mesh.Address(3)]);
        Assert.Single(change.Came);
        Assert.Single(change.Went);
    }

    [Fact]
    public void A_host_with_a_new_vtep_touches_its_own_endpoints_only()
    {
        NetworkChange change = Change(Start, Start.WithNode(2, "192.0.2.22"));

        Assert.Equal([Mesh.Address(3)], change.Came.Keys);
        Assert.Equal([Mesh.Address(3)], change.Went.Keys);
    }

    [Fact]
    public void Another_mtu_or_vtep_of_our_own_needs_a_look_at_the_devices()
    {
        Assert.True(IsStructural(Start, Start.WithNode(1, "192.0.2.111")));
        Assert.True(IsStructural(Start, Start.WithNode(1, mtu: 1400)));
        Assert.True(IsStructural(Start with { IsSynced = false }, Start));
        Assert.False(IsStructural(Start, Start.WithEndpoint(5, owner: 2)));
    }

    private static NetworkPlan Plan(Mesh mesh) => NetworkPlanner.Plan(mesh.View(), mesh.Networks[Mesh.Demo], [])!;

    private static NetworkChange Change(Mesh from, Mesh to) => NetworkChange.Between(Plan(from), Plan(to));

    private static bool IsStructural(Mesh from, Mesh to) => NetworkChange.IsStructural(Plan(from), Plan(to));
}
