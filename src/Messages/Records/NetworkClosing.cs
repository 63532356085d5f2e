namespace MeshNet.Messages;

/// <summary>A node's word that a network is being deleted (R13).</summary>
/// <param name="Drained">True once this node has neither an endpoint nor a kernel object of the network any more.</param>
public sealed record NetworkClosing(bool Drained)
{
    public byte[] Encode() => [Drained ? (byte)1 : (byte)0];

    public static NetworkClosing Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Boolean());
    }
}
