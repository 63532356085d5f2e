using MeshNet.Protocol.Mesh;
using MeshNet.Protocol.Replication;

namespace MeshNet.Simulation.Checks;

/// <summary>
/// A replica is complete up to its watermark (R8): what its owner's log has up to there it has too, byte for byte, and it holds on to nothing
/// that the owner has forgotten. Judged from the rows on all disks, where a replica's keys are its owner's id before the owner's own keys: both
/// lie in one order, and are compared as they lie.
/// </summary>
internal static class Replicas
{
    public static void Check(World world)
    {
        Dictionary<NodeId, OwnLog> owners = [];
        Host[] hosts = [.. world.Members.Where(host => !host.WasRolledBack)];
        foreach (Host host in hosts)
        {
            owners[host.Id] = OwnLog.Read(host);
        }

        foreach (Host host in hosts)
        {
            using IEnumerator<KeyValuePair<byte[], byte[]>> rows = host.Disk.Rows(Buckets.Replica).GetEnumerator();
            bool isRow = rows.MoveNext();
            foreach ((byte[] ownerKey, byte[] watermark) in host.Disk.Rows(Buckets.Watermark))
            {
                List<KeyValuePair<byte[], byte[]>> replica = [];
                for (; isRow && Order(rows.Current.Key.AsSpan(0, LogRows.OwnerBytes), ownerKey) <= 0; isRow = rows.MoveNext())
                {
                    if (Order(rows.Current.Key.AsSpan(0, LogRows.OwnerBytes), ownerKey) == 0)
                    {
                        replica.Add(rows.Current);
                    }
                }

                if (owners.TryGetValue(LogRows.Owner(ownerKey), out OwnLog? owner) && owner.Host != host)
                {
                    owner.Compare(host, LogRows.ReadWatermark(watermark), replica);
                }
            }
        }
    }

    private static int Order(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => left.SequenceCompareTo(right);

    /// <summary>What a host's disk has of its own log.</summary>
    private sealed record OwnLog(Host Host, LogVersion Watermark, LogVersion Floor, List<(byte[] Key, byte[] Value, LogEntry Entry)> Rows)
    {
        public static OwnLog Read(Host host)
        {
            List<(byte[] Key, byte[] Value, LogEntry Entry)> rows = [];
            LogVersion floor = LogVersion.Zero;
            foreach ((byte[] key, byte[] value) in host.Disk.Rows(Buckets.Log))
            {
                LogEntry entry = LogRows.Entry(key, value);
                rows.Add((key, value, entry));
                floor = entry.Key == RecordKey.Head && entry.Value is { } head ? LogHead.Decode(head).Floor : floor;
            }

            LogVersion watermark = host.Disk.Rows(Buckets.Watermark)
                .Where(row => LogRows.Owner(row.Key) == host.Id)
                .Select(row => LogRows.ReadWatermark(row.Value))
                .FirstOrDefault();
            return new(host, watermark, floor, rows);
        }

        public void Compare(Host holder, LogVersion watermark, List<KeyValuePair<byte[], byte[]>> replica)
        {
            if (watermark > Watermark)
            {
                return;
            }

            int at = 0;
            foreach ((byte[] key, byte[] value, LogEntry entry) in Rows)
            {
                for (; at < replica.Count && Order(replica[at].Key.AsSpan(LogRows.OwnerBytes), key) < 0; at++)
                {
                    CheckForgotten(holder, watermark, replica[at]);
                }

                bool isHeld = at < replica.Count && Order(replica[at].Key.AsSpan(LogRows.OwnerBytes), key) == 0;
                if (entry.Version <= watermark && !(isHeld && replica[at].Value.AsSpan().SequenceEqual(value)))
                {
                    throw new Violation(
                        "R8", $"{holder.Name} has {Host.Name}'s log up to {watermark} and not its {entry.Key} of {entry.Version} as it is");
                }

                at += isHeld ? 1 : 0;
            }

            for (; at < replica.Count; at++)
            {
                CheckForgotten(holder, watermark, replica[at]);
            }
        }

        /// <summary>A row that the owner does not have.</summary>
        private void CheckForgotten(Host holder, LogVersion watermark, KeyValuePair<byte[], byte[]> row)
        {
            LogEntry entry = LogRows.Entry(row.Key.AsSpan(LogRows.OwnerBytes), row.Value);
            if (entry.Value is not null && watermark >= Floor)
            {
                throw new Violation("R8", $"{holder.Name} holds on to {entry.Key} of {Host.Name}, which ended and was forgotten before {Floor}");
            }
        }
    }
}
