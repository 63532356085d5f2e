namespace MeshNet.Simulation.Scenarios;

/// <summary>Nobody hears of a container while it starts: no push arrives. Swarm refuses such an owner's entries from then on (moby#53141).</summary>
internal static class LostAttachment
{
    private const string Network = "demo";
    private const int Times = 20;

    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        stage.Gather();
        stage.CreateNetwork(stage.Hosts[0], Network, "10.77.0.0/24");
        foreach (Host host in stage.Hosts)
        {
            stage.Run(host, Network, $"first{host.Index}");
        }

        List<double> took = [];
        for (int i = 0; i < Times; i++)
        {
            Host owner = stage.Hosts[i % stage.Hosts.Count];
            stage.Part([owner]);
            Container container = stage.Run(owner, Network, $"unheard{i}");
            stage.Pass(20);
            NetworkId network = owner.Kernel.Find(container.Endpoint)!.Value.Network;
            string? FindDeaf() => stage.Hosts.Where(host => host != owner)
                .Select(host => Stage.FindMissingEntry(host, network, container.Address!.Value, container.Endpoint, owner))
                .FirstOrDefault(missing => missing is not null);
            Stage.Require(FindDeaf() is not null, "scenario", "the push was not lost");
            stage.World.Underlay.HealCuts();
            took.Add(stage.Until(Bound, FindDeaf).TotalMilliseconds);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Times} lost pushes: all kernels have the entries {took.Average():F0} ms later on average, {took.Max():F0} ms at most"));
        stage.ComeToRest(60);
    }
}
