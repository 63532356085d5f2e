namespace MeshNet.Simulation.Scenarios;

/// <summary>Whoever has just come in writes at once, and is written to: neither may be lost between a join and the first comparison.</summary>
internal static class WriteAfterJoin
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(5);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        foreach (Host host in stage.Hosts)
        {
            host.Start();
            stage.Until(Bound, () => IsJoined(host) ? null : $"{host.Name} has not joined", stepMilliseconds: 1);
            Task mine = stage.Workload.CreateNetwork(host.Engine, $"of{host.Index}", "");
            Task theirs = stage.Workload.CreateNetwork(stage.Hosts[host.Index / 2].Engine, $"beside{host.Index}", "");
            stage.Await(mine);
            stage.Await(theirs);
            TimeSpan took = stage.Until(Bound, () => stage.FindHostWithout($"of{host.Index}") ?? stage.FindHostWithout($"beside{host.Index}"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{host.Name} joins as number {host.Index + 1}: its first network and one made elsewhere meanwhile are on all {took.TotalMilliseconds:F0} ms later"));
        }

        stage.ComeToRest(60);
    }

    /// <summary>This is when <c>meshnet join</c> returns.</summary>
    private static bool IsJoined(Host host) => host.Parts is not null && (host.Index == 0 || Stage.Status(host).Synced);
}
