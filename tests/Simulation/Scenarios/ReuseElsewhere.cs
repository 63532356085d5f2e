using MeshNet.Simulation.Edges;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// One address wanders from host to host while packets are lost and overtake each other: the end of the one endpoint and the beginning of the next are
/// in the logs of two hosts, and come in any order (moby#52661, moby#33789).
/// </summary>
internal static class ReuseElsewhere
{
    private const string Network = "demo";
    private const uint Address = 0x0A4D0032;
    private const int Moves = 12;

    private static readonly TimeSpan GrantMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan KnownMax = TimeSpan.FromSeconds(10);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        stage.Gather();
        stage.CreateNetwork(stage.Hosts[0], Network, "10.77.0.0/24");
        foreach (Host host in stage.Hosts)
        {
            stage.Run(host, Network, $"watches{host.Index}");
        }

        stage.World.Underlay.Weather = new Weather(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(60), Lost: 100, Doubled: 50, DoubledLate: 50);
        TimeSpan slowest = TimeSpan.Zero;
        for (int move = 0; move < Moves; move++)
        {
            Host owner = stage.Hosts[move % stage.Hosts.Count];
            Container container = RunSoon(stage, owner, $"wanders{move}");
            TimeSpan took = stage.Until(KnownMax, () => FindWrong(stage, owner, container));
            slowest = took > slowest ? took : slowest;
            stage.Remove(owner, container);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Moves} moves of {Ipv4.ToText(Address)} with every tenth datagram lost: all kernels were right at most {slowest.TotalMilliseconds:F0} ms after each"));
        stage.World.Underlay.Weather = Weather.Calm;
        stage.ComeToRest(60);
    }

    /// <summary>Asks again until the host that had the address before gives it away.</summary>
    private static Container RunSoon(Stage stage, Host host, string name)
    {
        Task<Container> run = stage.Workload.Run(host.Engine, Network, name, Address);
        stage.Until(GrantMax, () =>
        {
            if (run.IsFaulted)
            {
                run = stage.Workload.Run(host.Engine, Network, name, Address);
            }

            return run.IsCompletedSuccessfully ? null : $"{host.Name} has not got {Ipv4.ToText(Address)}: {stage.Workload.LastRefusal}";
        });
        return run.Result;
    }

    private static string? FindWrong(Stage stage, Host owner, Container container)
    {
        NetworkId network = owner.Kernel.Find(container.Endpoint)!.Value.Network;
        return stage.Hosts.Where(host => host != owner)
            .Select(host => Stage.FindMissingEntry(host, network, Address, container.Endpoint, owner))
            .FirstOrDefault(missing => missing is not null);
    }
}
