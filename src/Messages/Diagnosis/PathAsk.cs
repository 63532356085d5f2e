namespace MeshNet.Messages;

/// <summary>From a node whose operator asks which ways to another are open.</summary>
/// <param name="Trial">The same in all messages of one trial, and in what it sends to the VXLAN port.</param>
/// <param name="PaddingBytes">Makes the message too large for a datagram, so that it takes the stream.</param>
public sealed record PathAsk(ulong Trial, PathStage Stage, int PaddingBytes) : IWireMessage
{
    public WireType Type => WireType.PathAsk;

    public void Write(WireWriter writer)
    {
        writer.UInt64(Trial);
        writer.Byte((byte)Stage);
        writer.Bytes(new byte[PaddingBytes]);
    }

    public static PathAsk Read(ref WireReader reader) => new(reader.UInt64(), (PathStage)reader.Byte(), reader.Bytes().Length);
}
