namespace MeshNet.Lab.Tests.Chaos;

/// <summary>When two containers are said to hold one address, without a lab.</summary>
public sealed class SightingsTests
{
    private const string A = "aaaaaaaaaaaaaaaa";
    private const string B = "bbbbbbbbbbbbbbbb";

    private readonly Sightings _sightings = new();

    [Fact]
    public void Two_containers_that_are_there_at_one_time_clash_and_both_are_named()
    {
        Assert.Empty(Look("one", 1, A));
        Assert.Empty(Look("two", 2, B));
        string clash = Assert.Single(Look("one", 3, A));
        Assert.Contains("10.0.0.7", clash);
        Assert.Contains("aaaaaaaaaaaa on one", clash);
        Assert.Contains("bbbbbbbbbbbb on two", clash);
    }

    [Fact]
    public void One_after_the_other_is_fine()
    {
        Assert.Empty(Look("one", 1, A));
        Assert.Empty(Look("one", 2, A));
        Assert.Empty(Look("two", 3, B));
        Assert.Empty(Look("two", 4, B));
        Assert.Equal((2, 1), (_sightings.Lives, _sightings.Addresses));
    }

    [Fact]
    public void A_container_that_lost_its_address_and_has_it_again_did_not_hold_it_between()
    {
        Assert.Empty(Look("one", 1, A));
        Assert.Empty(Look("one", 2));
        Assert.Empty(Look("two", 3, B));
        Assert.Empty(Look("two", 4, B));
        Assert.Empty(Look("two", 5));
        Assert.Empty(Look("one", 6, A));
        Assert.Empty(Look("one", 7, A));
    }

    [Fact]
    public void A_line_of_the_watch_is_read_as_it_is_printed()
    {
        Sighting[] seen = Sighting.Parse("one", $"{A} 4711 1700000000.250000 1700000000.500000 127.0.0.1/8 10.0.0.7/24").ToArray();
        Assert.Equal(["127.0.0.1", "10.0.0.7"], seen.Select(sighting => sighting.Address));
        Assert.Equal(new Sighting(A, "4711", "one", "10.0.0.7", 1700000000.25, 1700000000.5), seen[1]);
    }

    private IReadOnlyList<string> Look(string host, int time, params string[] containers) =>
        _sightings.Look(host, [.. containers.Select(id => new Sighting(id, "1", host, "10.0.0.7", time, time + 0.1))]);
}
