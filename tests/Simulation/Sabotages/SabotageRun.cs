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
            output.WriteLine($"there is no sabotage '{name}': --sabotage list names them");
            return 2;
        }

        int missed = chosen.Count(broken => !IsCaught(broken, nodes, first, seeds, jobs, output));
        output.WriteLine($"{chosen.Length - missed} of {chosen.Length} sabotages caught within {seeds} seeds");
        return missed == 0 ? 0 : 1;
    }

    public static bool IsCaught(Broken broken, int nodes, ulong first, int seeds, int jobs, TextWriter output)
    {
        Tally tally = SeedRunner.Run(first, seeds, nodes, broken, jobs, stopAtFirst: true, _ => { });
        output.WriteLine(tally.FirstViolated is { } caught
            ? $"caught  {broken.Name}: seed {caught.Seed}: {caught.Violation!.Message}"
            : $"MISSED  {broken.Name}: {tally.Seeds} seeds went by");
        return tally.FirstViolated is not null;
    }
}
