namespace MeshNet.Messages;

/// <summary>A node's word that it leaves, and to whom its blocks and its networks go (R21).</summary>
public sealed record LeavingRecord(NodeId Heir)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Node(Heir);
        return writer.ToArray();
    }

    public static LeavingRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Node());
    }
}
