using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// A daemon is killed in the half second in which it has heard of containers and not written them down yet. The kernel knows them,
/// and the daemon's next life does not: it may take nothing away before it has heard from the others.
/// </summary>
internal static class KilledAfterNews
{
    private const string Network = "demo";
    private const int Times = 20;

    private static readonly TimeSpan Watched = TimeSpan.FromSeconds(3);

    public static void Play(int nodes, ulong seed, TextWriter output)
    {
        Stage stage = new(nodes, seed);
        stage.Gather();
        stage.CreateNetwork(stage.Hosts[0], Network, "10.77.0.0/24");
        foreach (Host host in stage.Hosts)
        {
            stage.Run(host, Network, $"first{host.Index}");
        }

        int forgotten = 0;
        for (int i = 0; i < Times; i++)
        {
            Host killed = stage.Hosts[i % stage.Hosts.Count];
            Host owner = stage.Hosts[(i + 1) % stage.Hosts.Count];
            Container[] news = [stage.Run(owner, Network, $"one{i}"), stage.Run(owner, Network, $"other{i}")];
            NetworkId network = owner.Kernel.Find(news[0].Endpoint)!.Value.Network;
            string? FindMissing() => news
                .Select(container => Stage.FindMissingEntry(killed, network, container.Address!.Value, container.Endpoint, owner))
                .FirstOrDefault(missing => missing is not null);
            stage.Until(TimeSpan.FromSeconds(8), FindMissing, stepMilliseconds: 1);
            killed.Crash();
            forgotten += news.All(container => IsOnDisk(killed, owner, RecordKey.Endpoint(network, container.Endpoint))) ? 0 : 1;
            killed.Start();
            stage.World.Loop.RunFor(Watched, () => FindMissing() is not null);
            Stage.Require(FindMissing() is null, "I2", $"after a restart {FindMissing()}, where it still runs");
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Times} daemons killed, {forgotten} of them with news that were not on the disk: no kernel lost an entry"));
        Stage.Require(forgotten > 0, "scenario", "no daemon was killed early enough");
        stage.ComeToRest(60);
    }

    private static bool IsOnDisk(Host host, Host owner, RecordKey key)
    {
        byte[] row = LogRows.Key(owner.Id, key);
        return host.Disk.Rows(Buckets.Replica).Any(found => found.Key.AsSpan().SequenceEqual(row));
    }
}
