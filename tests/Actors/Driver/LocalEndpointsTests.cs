using MeshNet.Actors.Driver;

namespace MeshNet.Actors.Tests.Driver;

public sealed class LocalEndpointsTests
{
    private static readonly EndpointId One = Mesh.Endpoint(1);
    private static readonly EndpointId Two = Mesh.Endpoint(2);

    private readonly LocalEndpoints _locals = new();

    [Fact]
    public void A_claim_counts_before_the_replica_knows_it_and_becomes_the_replicas_then()
    {
        _locals.Claim(One);
        Assert.Equal([One], _locals.Current);

        _locals.Replicate([One]);
        _locals.Replicate([]);

        Assert.Empty(_locals.Current);
        Assert.Equal([OverlayLinks.NameOf(One)], _locals.Doomed);
    }

    [Fact]
    public void A_claim_outlives_views_that_do_not_have_it_yet()
    {
        _locals.Claim(One);
        _locals.Replicate([Two]);

        Assert.Equal([One, Two], _locals.Current);
        Assert.Empty(_locals.Doomed);
    }

    [Fact]
    public void An_ended_endpoint_is_gone_although_the_replica_still_has_it()
    {
        _locals.Replicate([One]);
        _locals.End(One);

        Assert.Empty(_locals.Current);
        Assert.False(_locals.IsSettled);
        Assert.Equal([OverlayLinks.NameOf(One)], _locals.Doomed);
        Assert.Empty(_locals.Review([], periodic: false).Missing);

        _locals.Replicate([]);
        Assert.True(_locals.IsSettled);
    }

    [Fact]
    public void An_endpoint_that_comes_back_under_its_id_is_not_removed()
    {
        _locals.Replicate([One]);
        _locals.End(One);
        _locals.Claim(One);

        Assert.Equal([One], _locals.Current);
        Assert.Empty(_locals.Doomed);
    }

    [Fact]
    public void A_replicated_endpoint_without_a_port_is_missing_and_a_claimed_one_is_not()
    {
        _locals.Replicate([One]);
        _locals.Claim(Two);

        PortReview review = _locals.Review([], periodic: false);

        Assert.Equal([One], review.Missing);
        Assert.Empty(review.Unknown);
    }

    [Fact]
    public void A_port_that_a_container_holds_is_kept_whatever_the_replica_says()
    {
        OverlayPort held = new(OverlayLinks.NameOf(One), IsWaiting: false);
        for (int look = 0; look < 3; look++)
        {
            PortReview review = _locals.Review([held], periodic: true);

            Assert.Empty(review.Doomed);
            Assert.Equal([held.Name], review.Unknown);
        }
    }

    [Fact]
    public void A_port_that_nobody_holds_is_removed_at_the_second_periodic_look()
    {
        OverlayPort waiting = new(OverlayLinks.NameOf(One), IsWaiting: true);
        _locals.Claim(One);

        Assert.Empty(_locals.Review([waiting], periodic: false).Doomed);
        Assert.Empty(_locals.Review([waiting], periodic: true).Doomed);
        Assert.Empty(_locals.Review([waiting], periodic: false).Doomed);
        Assert.Equal([waiting.Name], _locals.Review([waiting], periodic: true).Doomed);
        Assert.Empty(_locals.Current);
    }

    [Fact]
    public void A_port_whose_endpoint_came_into_the_replica_between_two_looks_stays()
    {
        OverlayPort waiting = new(OverlayLinks.NameOf(One), IsWaiting: true);
        _locals.Claim(One);
        _locals.Review([waiting], periodic: true);
        _locals.Replicate([One]);

        Assert.Empty(_locals.Review([waiting], periodic: true).Doomed);
        Assert.Equal([One], _locals.Current);
    }

    [Fact]
    public void A_port_that_could_not_be_removed_stays_doomed_until_it_is_gone()
    {
        OverlayPort port = new(OverlayLinks.NameOf(One), IsWaiting: false);
        _locals.Replicate([One]);
        _locals.Replicate([]);

        Assert.Equal([port.Name], _locals.Review([port], periodic: false).Doomed);
        Assert.Equal([port.Name], _locals.Review([port], periodic: false).Doomed);
        Assert.Empty(_locals.Review([], periodic: false).Doomed);
    }
}
