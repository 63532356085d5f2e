namespace MeshNet.Messages;

/// <summary>The header record of a log: tombstones up to <paramref name="Floor"/> are collected everywhere (R8).</summary>
public sealed record LogHead(LogVersion Floor)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Version(Floor);
        return writer.ToArray();
    }

    public static LogHead Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Version());
    }
}
