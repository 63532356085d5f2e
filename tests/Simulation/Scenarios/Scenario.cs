namespace MeshNet.Simulation.Scenarios;

/// <summary>Histories with a plot: each shows one thing, with its figures.</summary>
internal static class Scenario
{
    private static readonly (string Name, string Text, Func<int, ulong, TextWriter, bool> Play)[] All = [];

    public static int Run(string name, int nodes, ulong seed, TextWriter output)
    {
        if (name == "list")
        {
            foreach ((string known, string text, _) in All)
            {
                output.WriteLine($"{known,-24} {text}");
            }

            return 0;
        }

        foreach ((string known, _, Func<int, ulong, TextWriter, bool> play) in All)
        {
            if (known == name)
            {
                return play(nodes, seed, output) ? 0 : 1;
            }
        }

        output.WriteLine($"there is no scenario '{name}': --scenario list names them");
        return 2;
    }
}
