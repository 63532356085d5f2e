using MeshNet.Simulation.Runs;

namespace MeshNet.Simulation.Sabotages;

/// <summary>Shows that the checkers would notice: every rule that is broken on purpose is caught within a bounded number of histories.</summary>
internal static class SabotageRun
{
    public static int Run(string name, int nodes, ulong first, int seeds, int jobs, TextWriter output)
    {
        if (name == "list")
        {
            foreach (Broken broken in Broken.All)
            {
                output.WriteLine($"{broken.Name,-30} {broken.Rule,-4} {broken.Text}");
            }

            return 0;
        }

        Broken[] chosen = [.. Broken.All.Where(broken => name == "all" || broken.Name == name)];
        if (chosen.Length == 0)
        {
            output.WriteLine($"there is no sabotage '{name}': see --sabotage list");
            return 2;
        }

        int missed = chosen.Count(broken => !IsCaught(broken, nodes, first, seeds, jobs, output));
        output.WriteLine($"{chosen.Length - missed} of {chosen.Length} sabotages caught within {seeds} seeds");
        return missed == 0 ? 0 : 1;
    }

    /// <summary>
    /// A sabotage is caught by a history that violates something with it and nothing without it, under the same faults.
    /// </summary>
    public static bool IsCaught(Broken broken, int nodes, ulong first, int seeds, int jobs, TextWriter output)
    {
        Outcome? caught = null;
        Tally tally = SeedRunner.Run(first, seeds, broken.Nodes ?? nodes, broken, jobs, outcome =>
        {
            if (outcome.Violation is null || caught is not null)
            {
                return caught is not null;
            }

            if (new SeedRun(outcome.Seed, broken.Nodes ?? nodes, broken.Mended).Run().Violation is { } anyway)
            {
                output.WriteLine($"        seed {outcome.Seed} is violated without the sabotage too: {anyway.Summary}");
                return false;
            }

            caught = outcome;
            return true;
        });
        output.WriteLine(caught is not null
            ? $"caught  {broken.Name}: seed {caught.Seed}: {caught.Violation!.Summary}"
            : $"MISSED  {broken.Name}: {tally.Seeds} seeds went by");
        return caught is not null;
    }
}
