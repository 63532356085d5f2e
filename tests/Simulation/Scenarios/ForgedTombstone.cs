using MeshNet.Protocol;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// On one disk the record of another host's endpoint has become a tombstone, at the version that the record has: a comparison of versions finds nothing,
/// and Swarm's replicas stay apart for ever (moby#50342). The hash over contents finds it (R11).
/// </summary>
internal static class ForgedTombstone
{
    private const string Network = "demo";

    /// <summary>Owner and forger meet when one draws the other out of all hosts.</summary>
    private static readonly TimeSpan BoundPerHost = TimeSpan.FromSeconds(6);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        stage.Gather();
        Host owner = stage.Hosts[1];
        Host forger = stage.Hosts[^1];
        stage.CreateNetwork(stage.Hosts[0], Network, "10.77.0.0/24");
        Container[] containers = [.. stage.Hosts.Select(host => stage.Run(host, Network, $"c{host.Index}"))];
        stage.ComeToRest(60);

        Container forged = containers[owner.Index];
        NetworkId network = owner.Kernel.Find(forged.Endpoint)!.Value.Network;
        forger.Crash();
        Forge(forger, owner, RecordKey.Endpoint(network, forged.Endpoint));
        forger.Start();
        stage.Pass(2);
        Stage.Require(Shown(forger, network, forged.Endpoint) is null, "scenario", "the forged tombstone is not believed");

        TimeSpan took = stage.Until(
            BoundPerHost * nodes,
            () => Shown(forger, network, forged.Endpoint) is null
                ? $"{forger.Name} believes the tombstone"
                : Stage.FindMissingEntry(forger, network, forged.Address!.Value, forged.Endpoint, owner));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{forger.Name} has the owner's record back {took.TotalMilliseconds:F0} ms after its start"));
        stage.ComeToRest(60);
        foreach (Host host in stage.Hosts)
        {
            Stage.Require(Shown(host, network, forged.Endpoint) is not null, "R11", $"{host.Name} took over the forged tombstone");
        }
    }

    private static void Forge(Host forger, Host owner, RecordKey key)
    {
        byte[] row = LogRows.Key(owner.Id, key);
        byte[] value = forger.Disk.Read(Buckets.Replica).First(one => one.Key.AsSpan().SequenceEqual(row)).Value;
        LogEntry entry = LogRows.Entry(row.AsSpan(16), value);
        forger.Disk.Commit([new StoreWrite(Buckets.Replica, row, LogRows.Value(entry with { Value = null }))]);
    }

    private static EndpointView? Shown(Host host, NetworkId network, EndpointId endpoint) =>
        Stage.View(host).Networks.GetValueOrDefault(network)?.Endpoints.GetValueOrDefault(endpoint);
}
