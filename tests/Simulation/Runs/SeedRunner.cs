using System.Diagnostics;
using MeshNet.Simulation.Sabotages;

namespace MeshNet.Simulation.Runs;

/// <summary>Many histories, each on one thread of its own; they share nothing, so that one is what it would be alone.</summary>
internal static class SeedRunner
{
    /// <param name="isEnough">Told of each outcome, one at a time, in the order in which they come; true ends the whole.</param>
    public static Tally Run(
        ulong first, int seeds, int nodes, Broken broken, int jobs, Func<Outcome, bool> isEnough)
    {
        Stopwatch clock = Stopwatch.StartNew();
        Tally tally = new();
        object gate = new();
        using UnderWay underWay = new((seed, time) => Console.Error.WriteLine(
            $"seed {seed} has been under way for {time.TotalMinutes:F0} minutes: that it never ends would be a fault too; "
            + $"--seed {seed} --nodes {nodes} --trace shows where it is"));
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs) }, (index, loop) =>
        {
            if (loop.ShouldExitCurrentIteration)
            {
                return;
            }

            ulong seed = first + (ulong)index;
            underWay.Begin(seed);
            Outcome outcome = new SeedRun(seed, nodes, broken).Run();
            underWay.End(seed);
            lock (gate)
            {
                tally.Add(outcome);
                if (isEnough(outcome))
                {
                    loop.Stop();
                }
            }
        });
        tally.Elapsed = clock.Elapsed;
        return tally;
    }
}
