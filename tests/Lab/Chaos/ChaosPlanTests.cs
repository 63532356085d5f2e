namespace MeshNet.Lab.Tests.Chaos;

/// <summary>What a plan of faults is, without a lab.</summary>
public sealed class ChaosPlanTests
{
    private const int Hosts = 5;

    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(10);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_seed_another()
    {
        Assert.Equal(Text(7), Text(7));
        Assert.NotEqual(Text(7), Text(8));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Everything_comes_up_within_ten_minutes(int seed)
    {
        Assert.Equal(
            [
                "boot", "crash", "heal", "isolated host", "kill -9 of dockerd", "kill -9 of meshnet", "one-way cut", "split",
                "start of dockerd", "start of meshnet",
            ],
            Plan(seed).Select(step => step.Action.Kind).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_majority_is_always_on_and_nothing_is_done_to_a_host_in_trouble_but_its_end(int seed)
    {
        HashSet<int> off = [];
        HashSet<(int, string)> dead = [];
        foreach ((_, ChaosAction action) in Plan(seed))
        {
            switch (action)
            {
                case Crash(var host):
                    Assert.DoesNotContain(dead, daemon => daemon.Item1 == host);
                    Assert.True(off.Add(host), $"{host} is off already");
                    break;
                case Boot(var host):
                    Assert.True(off.Remove(host), $"{host} is on");
                    break;
                case Kill(var host, var daemon):
                    Assert.DoesNotContain(host, off);
                    Assert.True(dead.Add((host, daemon)), $"{daemon} of {host} is dead already");
                    break;
                case Restart(var host, var daemon):
                    Assert.True(dead.Remove((host, daemon)), $"{daemon} of {host} runs");
                    break;
            }
            Assert.True(off.Count <= ChaosPlan.OffMax(Hosts), $"{off.Count} hosts are off");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Its_steps_are_in_order_and_over_in_time_and_every_side_of_a_cut_has_somebody(int seed)
    {
        IReadOnlyList<ChaosStep> plan = Plan(seed);
        Assert.Equal(plan.Select(step => step.At).Order(), plan.Select(step => step.At));
        Assert.All(plan, step => Assert.InRange(step.At, TimeSpan.Zero, Duration));
        Assert.All(plan.Select(step => step.Action).OfType<CutOneWay>(), cut => Assert.NotEqual(cut.From, cut.To));
        Assert.All(
            plan.Select(step => step.Action).OfType<Split>(),
            split =>
            {
                Assert.Equal(Enumerable.Range(1, Hosts), split.Sides.One.Concat(split.Sides.Other).Order());
                Assert.NotEmpty(split.Sides.One);
                Assert.NotEmpty(split.Sides.Other);
            });
    }

    [Fact]
    public void A_healed_cut_stays_away_until_the_next_one_and_no_cut_lasts()
    {
        TimeSpan? cut = null;
        foreach ((TimeSpan at, ChaosAction action) in Plan(3))
        {
            if (action is Heal)
            {
                Assert.NotNull(cut);
                Assert.InRange(at - cut.Value, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40));
                cut = null;
            }
            else if (action is Split or CutOneWay or Isolate)
            {
                cut ??= at;
            }
        }
    }

    private static IReadOnlyList<ChaosStep> Plan(int seed) => ChaosPlan.Draw(seed, Hosts, Duration);

    private static string Text(int seed) => string.Join('\n', Plan(seed));
}
