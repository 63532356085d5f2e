using System.Diagnostics;
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

    [Fact]
    public void How_many_histories_are_played_at_a_time_changes_none_of_them()
    {
        ulong[][] hashes = [.. new[] { 1, 2, 4 }.Select(Hashes)];
        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(hashes[0], hashes[2]);
        Assert.Equal(6, hashes[0].Distinct().Count());
    }

    [Fact]
    public async Task A_seed_is_the_same_history_in_another_process()
    {
        ProcessStartInfo start = new("dotnet", ["exec", typeof(SeedRun).Assembly.Location, "--seed", "7", "--nodes", "5"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(new SeedRun(7, 5, Broken.None).Run().Describe(), told.TrimEnd());
    }

    private static ulong[] Hashes(int jobs)
    {
        SortedDictionary<ulong, ulong> hashes = [];
        SeedRunner.Run(1, seeds: 6, nodes: 5, Broken.None, jobs, outcome =>
        {
            hashes.Add(outcome.Seed, outcome.Hash);
            return false;
        });
        return [.. hashes.Values];
    }
}
