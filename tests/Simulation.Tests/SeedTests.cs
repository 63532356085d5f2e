using MeshNet.Simulation.Runs;
using MeshNet.Simulation.Sabotages;

namespace MeshNet.Simulation.Tests;

/// <summary>A few histories of every kind in each test run; <c>tests/simulate</c> runs as many as one likes.</summary>
public sealed class SeedTests
{
    private const int Nodes = 9;

    [Fact]
    public void Thirty_histories_hold_every_invariant()
    {
        Tally tally = SeedRunner.Run(1, seeds: 30, Nodes, Broken.None, jobs: 2, outcome => outcome.Violation is not null);
        Assert.True(tally.FirstViolated is null, tally.FirstViolated?.Describe());
        Assert.Equal(30, tally.Seeds);
    }

    [Fact]
    public void One_seed_is_one_history()
    {
        Outcome first = new SeedRun(7, Nodes, Broken.None).Run();
        Outcome again = new SeedRun(7, Nodes, Broken.None).Run();
        Assert.Equal(first.Hash, again.Hash);
        Assert.Equal(first.Describe(), again.Describe());
        Assert.NotEqual(first.Hash, new SeedRun(8, Nodes, Broken.None).Run().Hash);
    }
}
