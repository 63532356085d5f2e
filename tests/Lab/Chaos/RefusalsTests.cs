namespace MeshNet.Lab.Tests.Chaos;

/// <summary>Which refusals make sense, and which are the same, without a lab.</summary>
public sealed class RefusalsTests
{
    private const string OutOfReach =
        "docker: Error response from daemon: remote: network tight (10.81.0.0/27) has no free address: docker-node2, docker-node5 may "
        + "have a free one but cannot be reached.";

    private const string InUse = "docker: Error response from daemon: address 10.81.0.4 is in use by c4-12 on docker-node4.";

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    [Fact]
    public void An_owner_out_of_reach_makes_sense_in_trouble_only_and_an_address_in_use_always()
    {
        Assert.True(Refusals.MakesSense(OutOfReach, trouble: true));
        Assert.False(Refusals.MakesSense(OutOfReach, trouble: false));
        Assert.True(Refusals.MakesSense(InUse, trouble: false));
        Assert.False(Refusals.MakesSense("docker: Error response from daemon: an error occurred", trouble: true));
    }

    [Fact]
    public void Sentences_that_differ_in_names_and_numbers_are_one()
    {
        Assert.Equal(
            "network tight (A.B.C.D/27) has no free address: HOSTS may have a free one but cannot be reached",
            Refusals.Sentence(OutOfReach));
        Assert.Equal("address A.B.C.D is in use by NAME on HOSTS", Refusals.Sentence(InUse));
    }

    [Fact]
    public void A_host_in_trouble_now_or_a_moment_ago_excuses_whatever_its_commands_say()
    {
        HostTroubles troubles = new(3, Grace);
        Refusals refusals = new(troubles);
        troubles.Begin(2);
        refusals.Take(2, "run", TimeSpan.FromSeconds(10), "what now?");
        troubles.End(2, TimeSpan.FromSeconds(20));
        refusals.Take(2, "run", TimeSpan.FromSeconds(50), "what now?");
        Assert.Empty(refusals.Senseless);
        Assert.Equal(2, refusals.HostInTrouble);

        refusals.Take(2, "run this", TimeSpan.FromSeconds(51), "what now?");
        refusals.Take(1, "run that", TimeSpan.FromSeconds(20), "what now?");
        Assert.Equal(["run this: what now?", "run that: what now?"], refusals.Senseless);
        Assert.Equal(2, refusals.Counts["what now?"]);
    }
}
