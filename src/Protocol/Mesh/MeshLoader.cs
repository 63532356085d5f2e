using System.Text;
using MeshNet.Protocol.Networks;
using MeshNet.Protocol.Ownership;
using MeshNet.Protocol.Replication;

namespace MeshNet.Protocol.Mesh;

/// <summary>Brings back from disk what a node knew and had promised.</summary>
public static class MeshLoader
{
    /// <summary>This node's own log.</summary>
    public static NodeLog LoadOwn(NodeId self, ReadBucket read)
    {
        LogEntry[] entries = [.. read(Buckets.Log).Select(row => LogRows.Entry(row.Key, row.Value))];
        LogVersion watermark = LogVersion.Zero;
        foreach ((byte[] key, byte[] value) in read(Buckets.Watermark))
        {
            watermark = LogRows.Owner(key) == self ? LogRows.ReadWatermark(value) : watermark;
        }

        NodeLog log = new(self);
        log.Replace(entries, watermark);
        return log;
    }

    /// <summary>The others' logs, as far as they had come.</summary>
    public static IEnumerable<NodeLog> LoadReplicas(NodeId self, ReadBucket read)
    {
        SortedDictionary<NodeId, List<LogEntry>> entries = [];
        foreach ((byte[] key, byte[] value) in read(Buckets.Replica))
        {
            NodeId owner = LogRows.Owner(key);
            if (!entries.TryGetValue(owner, out List<LogEntry>? list))
            {
                entries[owner] = list = [];
            }

            list.Add(LogRows.Entry(key.AsSpan(LogRows.OwnerBytes), value));
        }

        foreach ((byte[] key, byte[] value) in read(Buckets.Watermark))
        {
            NodeId owner = LogRows.Owner(key);
            if (owner != self)
            {
                NodeLog log = new(owner);
                log.Replace(entries.GetValueOrDefault(owner) ?? [], LogRows.ReadWatermark(value));
                yield return log;
            }
        }
    }

    internal static void LoadLocal(
        MeshContext context,
        ReadBucket read,
        NetworkService networks,
        PoolService pools,
        EndpointService endpoints)
    {
        foreach ((byte[] key, byte[] value) in read(Buckets.Address))
        {
            (SpaceId space, uint address) = AddressRows.ReadKey(key);
            (AddressPhase phase, EndpointId endpoint) = AddressRows.ReadValue(value);
            context.Books.Load(space, address, phase, endpoint);
        }

        foreach (LogEntry entry in context.Journal.Log.OfKind(RecordKind.Network))
        {
            networks.Load(NetworkRecord.Decode(entry.Value!));
        }

        foreach (LogEntry entry in context.Journal.Log.OfKind(RecordKind.Endpoint))
        {
            endpoints.Load(entry.Key);
        }

        foreach ((byte[] key, byte[] value) in read(Buckets.Pool))
        {
            WireReader reader = new(key);
            pools.Load(ProvisionalPool.Decode(reader.Network(), value));
        }

        foreach ((byte[] key, byte[] value) in read(Buckets.Binding))
        {
            networks.Load(NetworkBinding.Decode(Encoding.UTF8.GetString(key), value));
        }

        foreach ((byte[] key, byte[] value) in read(Buckets.Endpoint))
        {
            WireReader reader = new(key);
            endpoints.Load(OwnEndpoint.Decode(reader.Endpoint(), value));
        }

        foreach (NetworkView network in context.Table.Networks)
        {
            context.Books.Open(network.Id, network.Record.Subnet, network.Record.Gateway, context.Now);
        }

        context.Books.DropUnopened();
    }
}
