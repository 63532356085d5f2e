using System.Numerics;
using MeshNet.Protocol;
using MeshNet.Protocol.Membership;
using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Ownership;
using MeshNet.Protocol.Replication;

namespace MeshNet.Simulation.Scenarios;

/// <summary>
/// Disks of hosts that have been in one cluster for long: each has its own log, and the logs and addresses of all others. So the start of many
/// is the morning after a power cut, and not a thousand joins.
/// </summary>
internal static class Acquaintance
{
    /// <summary>Gives every host its own log: who it is, and its share of the cluster's spaces; and the first one the epoch in which all vote.</summary>
    public static void Describe(World world)
    {
        foreach (Host host in world.Hosts)
        {
            MeshBrain brain = new(host.Id, 1, world.Options.Mesh, new SplitMix64((ulong)host.Index), host.Disk.Read, TimeSpan.Zero);
            Share(brain.Ledger, SpaceId.AutomaticPool, world.Options.Mesh.AutomaticPool, host.Index, world.Hosts.Count);
            Share(brain.Ledger, SpaceId.Vni, VniSpace.Root, host.Index, world.Hosts.Count);
            brain.Describe(host.Record, [], TimeSpan.Zero);
            host.Disk.Commit(brain.Outbox.Writes);
        }

        Write(world.Hosts[0], (RecordKey.Epoch, new EpochRecord(1, [.. world.Hosts.Select(host => host.Id).Order()], []).Encode()));
    }

    /// <summary>Puts records on a host's own disk, behind those that it has, as an earlier life of it would have left them.</summary>
    public static void Write(Host host, params IReadOnlyCollection<(RecordKey Key, byte[] Value)> records)
    {
        LogVersion version = MeshLoader.LoadOwn(host.Id, host.Disk.Read).Watermark;
        List<StoreWrite> rows = [];
        foreach ((RecordKey key, byte[] value) in records)
        {
            version = version.Next();
            rows.Add(new(Buckets.Log, LogRows.Key(key), LogRows.Value(new LogEntry(key, version, value))));
        }

        rows.Add(new(Buckets.Watermark, LogRows.OwnerKey(host.Id), LogRows.Watermark(version)));
        host.Disk.Commit(rows);
    }

    /// <summary>As many equal parts as a power of two allows; the first host has what is left over.</summary>
    private static void Share(BlockLedger ledger, SpaceId space, Block root, int index, int hosts)
    {
        int doublings = BitOperations.Log2((uint)hosts - 1) + 1;
        Block Part(int number) => new(root.Start + (uint)(number * (long)(root.Size >> doublings)), (byte)(root.PrefixLength + doublings));
        ledger.Found(space, Part(index));
        for (int rest = hosts; index == 0 && rest < 1 << doublings; rest++)
        {
            ledger.Found(space, Part(rest));
        }
    }

    /// <summary>Gives every host what all others have of their own.</summary>
    public static void Introduce(World world)
    {
        List<(Host Of, StoreWrite[] Rows)> known = [.. world.Hosts.Select(host => (host, Rows(host)))];
        foreach (Host host in world.Hosts)
        {
            host.Disk.Commit([.. known.Where(other => other.Of != host).SelectMany(other => other.Rows)]);
        }
    }

    /// <summary>The rows are in memory once: all disks share them.</summary>
    private static StoreWrite[] Rows(Host host)
    {
        NodeLog log = MeshLoader.LoadOwn(host.Id, host.Disk.Read);
        RememberedPeer peer = new(host.Id, host.Name, host.Address, Epoch: 1, StartNonce: 0, RememberedPeer.Standing.Member);
        return
        [
            peer.ToRow(),
            new(Buckets.Watermark, LogRows.OwnerKey(host.Id), LogRows.Watermark(log.Watermark)),
            .. log.Entries.Select(entry => new StoreWrite(Buckets.Replica, LogRows.Key(host.Id, entry.Key), LogRows.Value(entry))),
        ];
    }
}
