namespace MeshNet.Messages;

/// <summary>The number of the last grant that this node has taken from a donor, written in one commit with the blocks (R2).</summary>
public sealed record GrantTaken(ulong Number)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Varint(Number);
        return writer.ToArray();
    }

    public static GrantTaken Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Varint());
    }
}
