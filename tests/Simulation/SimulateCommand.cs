using System.CommandLine;
using System.Security.Cryptography;
using MeshNet.Simulation.Runs;
using MeshNet.Simulation.Sabotages;

namespace MeshNet.Simulation;

/// <summary>The command line of <c>tests/simulate</c>. Exit code 0: what was to be shown was shown; 1: it was not; 2: bad usage.</summary>
internal static class SimulateCommand
{
    private const int SabotageSeeds = 200;

    private static readonly Option<int> Seeds = new("--seeds") { Description = "How many histories to run", DefaultValueFactory = _ => 100 };

    private static readonly Option<int> Nodes = new("--nodes") { Description = "Hosts per history, 2 to 2000; a scenario has its own default", DefaultValueFactory = _ => 9 };

    private static readonly Option<ulong?> BaseSeed = new("--base-seed") { Description = "The first seed; default: a random one, which is printed" };

    private static readonly Option<ulong?> Seed = new("--seed") { Description = "Run this one history again" };

    private static readonly Option<bool> Trace = new("--trace") { Description = "With --seed: print every delivery, and what every host believes at the end" };

    private static readonly Option<string> Scenario = new("--scenario") { Description = "Run the scenario of this name; 'list' names them", DefaultValueFactory = _ => "" };

    private static readonly Option<string> Sabotage =
        new("--sabotage") { Description = "Break a rule on purpose, which must be caught: a name, or 'all'; 'list' names them", DefaultValueFactory = _ => "" };

    private static readonly Option<int> Jobs =
        new("--jobs") { Description = "How many histories to run at the same time", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static RootCommand Create()
    {
        RootCommand root = new("Simulates whole clusters of MeshNet's real actors in virtual time, under faults, and checks its invariants.")
        {
            Seeds, Nodes, BaseSeed, Seed, Trace, Scenario, Sabotage, Jobs,
        };
        root.SetAction(Run);
        return root;
    }

    private static int Run(ParseResult parsed)
    {
        int nodes = parsed.GetValue(Nodes);
        int seeds = parsed.GetValue(Seeds);
        if (nodes is < 2 or > 2000 || seeds < 1)
        {
            Console.Error.WriteLine("--nodes must be 2 to 2000, and --seeds at least 1");
            return 2;
        }

        if (parsed.GetValue(Scenario) is { Length: > 0 } scenario)
        {
            int? asked = parsed.GetResult(Nodes) is { Implicit: false } ? nodes : null;
            return Scenarios.Scenario.Run(scenario, asked, parsed.GetValue(Seed) ?? parsed.GetValue(BaseSeed) ?? 1, Console.Out);
        }

        ulong first = parsed.GetValue(BaseSeed) ?? (BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)) % 1_000_000_000);
        if (parsed.GetValue(Sabotage) is { Length: > 0 } sabotage)
        {
            return SabotageRun.Run(sabotage, nodes, parsed.GetValue(BaseSeed) ?? 1, SabotageSeeds, parsed.GetValue(Jobs), Console.Out);
        }

        return parsed.GetValue(Seed) is { } one ? RunOne(one, nodes, parsed.GetValue(Trace)) : RunMany(first, seeds, nodes, parsed.GetValue(Jobs));
    }

    private static int RunOne(ulong seed, int nodes, bool trace)
    {
        Outcome outcome = new SeedRun(seed, nodes, Broken.None, trace ? Console.WriteLine : null).Run();
        Console.WriteLine(outcome.Describe());
        return outcome.Violation is null ? 0 : 1;
    }

    private static int RunMany(ulong first, int seeds, int nodes, int jobs)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"base seed {first}"));
        Tally tally = SeedRunner.Run(first, seeds, nodes, Broken.None, jobs, outcome =>
        {
            if (outcome.Violation is not null)
            {
                Console.WriteLine(outcome.Describe());
            }

            return false;
        });
        Console.WriteLine(tally.Describe(first, nodes));
        return tally.Violations == 0 ? 0 : 1;
    }
}
