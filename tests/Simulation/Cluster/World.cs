using Akka.Event;
using MeshNet.Actors;
using MeshNet.Actors.Transport.Sealing;
using MeshNet.Deterministic;
using MeshNet.Simulation.Checks;
using MeshNet.Simulation.Edges;
using MeshNet.Simulation.Sabotages;

namespace MeshNet.Simulation.Cluster;

/// <summary>All hosts, the network between them and the time they live in: one seed, one history.</summary>
internal sealed class World
{
    private readonly List<Violation> _violations = [];

    public World(ulong seed, int hosts, Broken broken, WorldOptions? options = null, Action<string>? trace = null)
    {
        Broken = broken;
        Options = broken.Apply(options ?? new WorldOptions());
        Random = new SplitMix64(seed);
        Failures = new FailureLog(trace);
        Loop = new DeterministicLoop(Random.Child("loop").NextUInt64(), new LoopOptions
        {
            Throughput = 4,
            LogLevel = trace is null ? LogLevel.ErrorLevel : LogLevel.InfoLevel,
            Log = Failures.Take,
            DispatcherIds = [Dispatchers.Blocking],
        });
        Underlay = new Underlay(Loop, Random.Child("underlay"));
        if (trace is not null)
        {
            Loop.Trace = (time, path, message) => trace($"{time.TotalMilliseconds:F3} {path} {message}");
        }

        SplitMix64 secrets = Random.Child("secret");
        ClusterId = new ClusterId(secrets.NextUInt128());
        byte[] secret = new byte[ClusterSecret.Length];
        for (int i = 0; i < secret.Length; i++)
        {
            secret[i] = (byte)secrets.NextUInt64();
        }

        Secret = new ClusterSecret(secret);
        Keys = new ClusterKeys(ClusterId, Secret);
        for (int i = 0; i < hosts; i++)
        {
            Hosts.Add(new Host(this, i, Random.Child($"host {i}")));
        }
    }

    public WorldOptions Options { get; }

    public SplitMix64 Random { get; }

    public DeterministicLoop Loop { get; }

    public Underlay Underlay { get; }

    public FailureLog Failures { get; }

    public ClusterId ClusterId { get; }

    public ClusterSecret Secret { get; }

    public ClusterKeys Keys { get; }

    public List<Host> Hosts { get; } = [];

    /// <summary>Those that have not left.</summary>
    public IEnumerable<Host> Members => Hosts.Where(host => !host.HasLeft);

    public Broken Broken { get; }

    public LiveAddresses Live { get; } = new();

    public TimeSpan Now => Loop.Now;

    public void Report(Violation violation) => _violations.Add(violation);

    /// <summary>Lets time pass, and fails at the first violation that came to light meanwhile.</summary>
    public void Pass(TimeSpan time)
    {
        Loop.Advance(time);
        foreach (Host host in Hosts.Where(host => host.IsCut))
        {
            host.LosePower();
        }

        Check();
    }

    public void Check()
    {
        Live.Check();
        if (_violations.Count > 0)
        {
            throw _violations[0];
        }

        if (Failures.First is { } failure)
        {
            throw failure;
        }
    }
}
