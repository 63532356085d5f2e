namespace MeshNet.Messages;

/// <summary>
/// One record of a log at one version; a null value is a tombstone. The value is opaque here and relayed as it came, so that a
/// node passes on fields it does not know (R11).
/// </summary>
public sealed record LogEntry(RecordKey Key, LogVersion Version, byte[]? Value)
{
    /// <summary>An entry's size on the wire, nearly: what deltas are cut by.</summary>
    public int EncodedBytes => RecordKey.EncodedBytes + 8 + (Value?.Length ?? 0);

    public void Write(WireWriter writer)
    {
        Key.Write(writer);
        writer.Version(Version);
        writer.Boolean(Value is not null);
        if (Value is not null)
        {
            writer.Bytes(Value);
        }
    }

    public static LogEntry Read(ref WireReader reader)
    {
        RecordKey key = RecordKey.Read(ref reader);
        LogVersion version = reader.Version();
        return new(key, version, reader.Boolean() ? reader.Bytes().ToArray() : null);
    }
}
