namespace MeshNet.Messages;

/// <summary>A node's word that it leaves, and to whom its blocks and its networks go (R21).</summary>
/// <param name="InheritedAt">
/// Zero until it has left; then how far the heir's log was when it held everything: who ends the leaver's records before having that much
/// would for a while be without networks that live on.
/// </param>
public sealed record LeavingRecord(NodeId Heir, LogVersion InheritedAt)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Node(Heir);
        writer.Version(InheritedAt);
        return writer.ToArray();
    }

    public static LeavingRecord Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Node(), reader.Version());
    }
}
