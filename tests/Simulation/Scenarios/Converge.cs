namespace MeshNet.Simulation.Scenarios;

/// <summary>How fast a new endpoint is known to all hosts of a large cluster with links of 1 ms, and what the cluster costs while nothing happens.</summary>
internal static class Converge
{
    private const string Network = "demo";
    private const int Endpoints = 25;

    private static readonly TimeSpan KnownMax = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(30);
    private const double IdleBytesMax = 5000;

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Cost cost = new();
        Stage stage = new(nodes, seed);
        Start(stage);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"at rest {stage.World.Now.TotalSeconds:F1} s after a power cut of all hosts; {cost.Describe()}"));
        stage.CreateNetwork(stage.Hosts[0], Network, "10.77.0.0/16");
        stage.Pass(5000);

        Traffic idle = new(stage.World);
        stage.World.Pass(IdleTime);
        double idleBytes = idle.BytesPerNodeAndSecond;
        output.WriteLine($"idle: {idle.Describe()}; {cost.Describe()}");

        List<TimeSpan> known = AddEndpoints(stage, idleBytes, output);
        known.Sort();
        TimeSpan p99 = At(known, 0.99);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"a new endpoint is known to another host after p50 {At(known, 0.5).TotalMilliseconds:F1} ms, p99 {p99.TotalMilliseconds:F1} ms, "
            + $"max {known[^1].TotalMilliseconds:F1} ms ({Endpoints} endpoints); {cost.Describe()}"));
        Stage.Require(p99 < KnownMax, "converge", $"p99 is {p99.TotalMilliseconds} ms and must be below {KnownMax.TotalMilliseconds} ms");
        Stage.Require(idleBytes <= IdleBytesMax, "converge", $"idle hosts send {idleBytes:F0} B/s each and must send {IdleBytesMax} at most");
    }

    private static void Start(Stage stage)
    {
        Acquaintance.Describe(stage.World);
        Acquaintance.Introduce(stage.World);
        foreach (Host host in stage.Hosts)
        {
            host.Start();
            stage.Pass(1);
        }

        stage.Until(TimeSpan.FromMinutes(5), stage.FindStranger, stepMilliseconds: 1000);
        int voters = stage.Hosts.Count;
        stage.Until(
            TimeSpan.FromMinutes(2),
            () => Stage.Ask<EpochReport>(stage.Hosts[^1], GetEpoch.Instance).Voters.Count < voters ? "not all hosts have been admitted to vote" : null,
            stepMilliseconds: 1000);
    }

    private static List<TimeSpan> AddEndpoints(Stage stage, double idleBytes, TextWriter output)
    {
        Arrivals arrivals = new(stage, Network);
        List<TimeSpan> known = [];
        double bytes = 0;
        for (int i = 0; i < Endpoints; i++)
        {
            Traffic traffic = new(stage.World);
            TimeSpan begin = stage.World.Now;
            known.AddRange(arrivals.Of(stage.Hosts[(int)(stage.World.Random.NextUInt64() % (ulong)stage.Hosts.Count)], $"c{i}"));
            stage.Pass(500);
            bytes += traffic.BytesPerNode - (idleBytes * (stage.World.Now - begin).TotalSeconds);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"each endpoint costs {bytes / Endpoints:F0} bytes of each host: its address, its record and its description"));
        return known;
    }

    private static TimeSpan At(List<TimeSpan> sorted, double share) => sorted[(int)Math.Min(sorted.Count - 1, sorted.Count * share)];
}
