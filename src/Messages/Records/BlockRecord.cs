namespace MeshNet.Messages;

/// <summary>The ownership of one block. Per address the highest version wins (R3).</summary>
public sealed record BlockRecord(ulong Version)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Varint(Version);
        return writer.ToArray();
    }

    public static BlockRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Varint());
    }
}
