using MeshNet.Messages;

namespace MeshNet.Protocol.Replication;

/// <summary>How log entries lie in the store.</summary>
public static class LogRows
{
    public static byte[] Key(RecordKey key)
    {
        WireWriter writer = new(RecordKey.EncodedBytes);
        key.Write(writer);
        return writer.ToArray();
    }

    public static byte[] Key(NodeId owner, RecordKey key)
    {
        WireWriter writer = new(16 + RecordKey.EncodedBytes);
        writer.Node(owner);
        key.Write(writer);
        return writer.ToArray();
    }

    public static byte[] OwnerKey(NodeId owner)
    {
        WireWriter writer = new(16);
        writer.Node(owner);
        return writer.ToArray();
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
