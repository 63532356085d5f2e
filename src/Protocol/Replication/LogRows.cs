using System.Buffers.Binary;

namespace MeshNet.Protocol.Replication;

/// <summary>How log entries lie in the store.</summary>
public static class LogRows
{
    /// <summary>Of a replica's keys the first bytes are their owner's id.</summary>
    public const int OwnerBytes = 16;

    public static byte[] Key(RecordKey key)
    {
        byte[] row = new byte[RecordKey.EncodedBytes];
        key.Write(row);
        return row;
    }

    public static byte[] Key(NodeId owner, RecordKey key)
    {
        byte[] row = new byte[OwnerBytes + RecordKey.EncodedBytes];
        BinaryPrimitives.WriteUInt128BigEndian(row, owner.Value);
        key.Write(row.AsSpan(OwnerBytes));
        return row;
    }

    public static byte[] OwnerKey(NodeId owner)
    {
        byte[] row = new byte[OwnerBytes];
        BinaryPrimitives.WriteUInt128BigEndian(row, owner.Value);
        return row;
    }

    public static byte[] Watermark(LogVersion version)
    {
        WireWriter writer = new(10);
        writer.Version(version);
        return writer.ToArray();
    }

    public static byte[] Value(LogEntry entry)
    {
        WireWriter writer = new(entry.EncodedBytes);
        writer.Version(entry.Version);
        writer.Boolean(entry.Value is not null);
        writer.Raw(entry.Value ?? []);
        return writer.ToArray();
    }

    public static LogEntry Entry(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        WireReader keyReader = new(key);
        WireReader valueReader = new(value);
        RecordKey recordKey = RecordKey.Read(ref keyReader);
        LogVersion version = valueReader.Version();
        return new(recordKey, version, valueReader.Boolean() ? valueReader.Raw(valueReader.Remaining).ToArray() : null);
    }

    public static NodeId Owner(ReadOnlySpan<byte> key)
    {
        WireReader reader = new(key);
        return reader.Node();
    }

    public static LogVersion ReadWatermark(ReadOnlySpan<byte> value)
    {
        WireReader reader = new(value);
        return reader.Version();
    }
}
