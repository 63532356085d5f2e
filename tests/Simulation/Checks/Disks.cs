using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Simulation.Checks;

/// <summary>Ownership, judged from the disks of all hosts: what a node's own log says it owns, no other node's says (R2, R3).</summary>
internal static class Disks
{
    /// <summary>No two nodes may use one unit of a space.</summary>
    public static void CheckOwners(World world)
    {
        SortedDictionary<(SpaceId Space, Block Block), Host> owned = [];
        foreach (Host host in world.Members.Where(host => !host.WasRolledBack && !IsWithdrawn(host)))
        {
            foreach (LogEntry entry in Log(host, RecordKind.Block))
            {
                (SpaceId, Block) key = (entry.Key.SpaceId, entry.Key.BlockValue);
                if (!owned.TryAdd(key, host))
                {
                    throw new Violation("ownership", $"{key.Item2} of {key.Item1} is {owned[key].Name}'s and {host.Name}'s on their disks");
                }
            }
        }

        // In this order a block that holds others comes before them.
        ((SpaceId Space, Block Block) Key, Host Host)? last = null;
        foreach (((SpaceId, Block) key, Host host) in owned)
        {
            if (last is { } before && before.Key.Space == key.Item1 && before.Key.Block.Contains(key.Item2))
            {
                throw new Violation(
                    "ownership",
                    $"{key.Item2} of {key.Item1} is {host.Name}'s, and lies in {before.Key.Block}, which is {before.Host.Name}'s, on their disks");
            }

            last = (key, host);
        }
    }

    /// <summary>It was removed and knows it: what its disk says it owns it uses no more (R20).</summary>
    public static bool IsWithdrawn(Host host) => Log(host, RecordKind.Withdrawn).Any();

    /// <summary>The specification of a network stands as long as a container of it runs: its VNI is nobody else's until then (R13).</summary>
    public static void CheckNetworks(World world)
    {
        if (world.Hosts.Any(host => host.WasRolledBack || host.IsOffForGood))
        {
            return;
        }

        SortedSet<NetworkId> specified = [];
        foreach (Host host in world.Members.Where(host => !host.WasRolledBack))
        {
            specified.UnionWith(Log(host, RecordKind.Network).Select(entry => entry.Key.NetworkId));
        }

        foreach (LiveContainer live in world.Live.Containers.Values.Where(live => live.IsConnected))
        {
            if (!specified.Contains(live.Network))
            {
                throw new Violation(
                    "R13", $"{live.Container.Name} runs on {live.Host} on network {live.Network.ToShortString()}, whose VNI and subnet were given back");
            }
        }
    }

    /// <summary>At rest nothing is lost either: what is owned is as much as the space holds.</summary>
    public static string? FindLoss(World world, SpaceId space, Block root, string name)
    {
        SortedSet<Block> owned = [];
        foreach (Host host in world.Members)
        {
            owned.UnionWith(Log(host, RecordKind.Block).Where(entry => entry.Key.SpaceId == space).Select(entry => entry.Key.BlockValue));
        }

        ulong next = root.Start;
        foreach (Block block in owned)
        {
            if (block.Start > next)
            {
                break;
            }

            next = block.Start + block.Size;
        }

        return next == root.Start + root.Size ? null : $"nobody owns {Ipv4.ToText((uint)next)} of {name}";
    }

    public static IEnumerable<LogEntry> Log(Host host, RecordKind kind) =>
        host.Disk.Rows(Buckets.Log)
            .SkipWhile(row => row.Key[0] < (byte)kind)
            .TakeWhile(row => row.Key[0] == (byte)kind)
            .Select(row => LogRows.Entry(row.Key, row.Value))
            .Where(entry => entry.Value is not null);
}
