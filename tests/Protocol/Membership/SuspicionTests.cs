using MeshNet.Protocol.Membership;

namespace MeshNet.Protocol.Tests.Membership;

public sealed class SuspicionTests
{
    private static readonly SwimOptions Options = SwimOptions.Default;

    [Theory]
    [InlineData(1, 3.0)]
    [InlineData(3, 3.0)]
    [InlineData(100, 3.0)]
    [InlineData(1000, 4.5)]
    [InlineData(10_000, 6.0)]
    public void The_shortest_suspicion_grows_with_the_logarithm_above_100_members(int members, double seconds) =>
        Assert.Equal(seconds, SuspicionTimeout.Shortest(Options, members).TotalSeconds, precision: 3);

    [Theory]
    [InlineData(0, 2, 18.0)]
    [InlineData(1, 2, 8.536)]
    [InlineData(2, 2, 3.0)]
    [InlineData(5, 2, 3.0)]
    [InlineData(0, 0, 3.0)]
    [InlineData(1, 3, 10.5)]
    public void Each_confirmation_shortens_it_until_enough_have_confirmed(int confirmed, int needed, double seconds) =>
        Assert.Equal(
            seconds,
            SuspicionTimeout.Length(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(18), confirmed, needed).TotalSeconds,
            precision: 3);

    [Fact]
    public void One_accuser_counts_once_and_those_beyond_need_not_be_passed_on()
    {
        Suspicion suspicion = new(Options, members: 50, now: TimeSpan.Zero, Node(1), stretch: 1);
        TimeSpan alone = suspicion.Deadline;
        Assert.False(suspicion.Confirm(Node(1)));
        Assert.Equal(alone, suspicion.Deadline);
        Assert.True(suspicion.Confirm(Node(2)));
        Assert.InRange(suspicion.Deadline, TimeSpan.FromSeconds(3.1), alone - TimeSpan.FromSeconds(1));
        Assert.True(suspicion.Confirm(Node(3)));
        Assert.Equal(TimeSpan.FromSeconds(3), suspicion.Deadline);
        Assert.False(suspicion.Confirm(Node(4)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Where_nobody_can_confirm_the_shortest_time_holds_from_the_start(int members) =>
        Assert.Equal(TimeSpan.FromSeconds(3), new Suspicion(Options, members, TimeSpan.Zero, Node(1), stretch: 1).Deadline);

    [Fact]
    public void Local_health_stretches_times_by_one_more_than_its_score_within_its_bounds()
    {
        LocalHealth health = new(max: 3);
        health.Improve();
        Assert.Equal(TimeSpan.FromSeconds(1), health.Stretch(TimeSpan.FromSeconds(1)));
        health.Worsen(2);
        Assert.Equal(TimeSpan.FromSeconds(3), health.Stretch(TimeSpan.FromSeconds(1)));
        health.Worsen(9);
        Assert.Equal(3, health.Score);
        health.Improve();
        Assert.Equal(2, health.Score);
    }

    private static NodeId Node(byte number) => new(number);
}
