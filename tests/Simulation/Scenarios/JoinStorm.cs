namespace MeshNet.Simulation.Scenarios;

/// <summary>A rack is switched on: everybody joins in the same instant, and all ask the same host to let them in.</summary>
internal static class JoinStorm
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(15);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Cost cost = new();
        Stage stage = new(nodes, seed);
        stage.Hosts[0].Start();
        stage.Pass(1000);
        Traffic traffic = new(stage.World);
        stage.GatherAtOnce();
        TimeSpan met = stage.Until(Bound, stage.FindStranger, stepMilliseconds: 50);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"all reach all and have the records of all after {met.TotalSeconds:F2} s, at the price of {traffic.BytesPerNode / 1000:F0} kB of each host; {cost.Describe()}"));
        stage.CreateNetwork(stage.Hosts[^1], "demo", "");
        TimeSpan rest = stage.ComeToRest(60);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at rest {rest.TotalSeconds:F0} s after the first network"));
    }
}
