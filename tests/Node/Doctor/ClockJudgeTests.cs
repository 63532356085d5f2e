using MeshNet.Node.Doctor;

namespace MeshNet.Node.Tests.Doctor;

/// <summary>No clock is a fault in a mesh; what is odd about one is said.</summary>
public sealed class ClockJudgeTests
{
    [Fact]
    public void Clocks_that_agree_are_well()
    {
        Diagnosis diagnosis = ClockJudge.Judge(isSynchronized: true, [Peer(ahead: 900, uncertainty: 2), Peer(ahead: null, uncertainty: null)]);
        Assert.Empty(diagnosis.Findings);
        Assert.Contains("of 1 other hosts", diagnosis.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsynchronized_clock_is_no_fault_but_said()
    {
        Diagnosis diagnosis = ClockJudge.Judge(isSynchronized: false, []);
        Assert.Contains("not synchronized", Assert.Single(diagnosis.Findings).What, StringComparison.Ordinal);
        Assert.True(diagnosis.IsWell);
    }

    [Theory]
    [InlineData(3200, "the clock of node2 is 3.2 s ahead of this host's")]
    [InlineData(-86_400_000, "the clock of node2 is 86400.0 s behind this host's")]
    public void A_clock_that_differs_is_told_with_its_host_and_what_mends_it(long ahead, string expected)
    {
        Diagnosis diagnosis = ClockJudge.Judge(isSynchronized: true, [Peer(ahead, uncertainty: 5)]);
        Finding finding = Assert.Single(diagnosis.Findings);
        Assert.Contains(expected, finding.What, StringComparison.Ordinal);
        Assert.Contains("timedatectl set-ntp true", finding.Mend, StringComparison.Ordinal);
        Assert.True(diagnosis.IsWell);
    }

    [Fact]
    public void A_difference_that_the_way_may_have_made_is_none() =>
        Assert.Empty(ClockJudge.Judge(isSynchronized: true, [Peer(ahead: 1700, uncertainty: 800)]).Findings);

    private static PeerPath Peer(long? ahead, long? uncertainty) =>
        new("node2", IPEndPoint.Parse("192.0.2.2:7947"), "alive", null, 1500, 1500, new("", true, true, true, true, true, ahead, uncertainty));
}
