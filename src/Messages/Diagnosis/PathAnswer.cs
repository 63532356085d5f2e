namespace MeshNet.Messages;

/// <summary>To a node that tries the ways between the two.</summary>
/// <param name="DatagramHeard">In a report: a datagram of the asker has arrived.</param>
/// <param name="VxlanHeard">In a report: a packet of the asker has arrived at the VXLAN port.</param>
public sealed record PathAnswer(ulong Trial, PathStage Stage, bool DatagramHeard, bool VxlanHeard, int PaddingBytes) : IWireMessage
{
    public WireType Type => WireType.PathAnswer;

    public void Write(WireWriter writer)
    {
        writer.UInt64(Trial);
        writer.Byte((byte)Stage);
        writer.Boolean(DatagramHeard);
        writer.Boolean(VxlanHeard);
        writer.Bytes(new byte[PaddingBytes]);
    }

    public static PathAnswer Read(ref WireReader reader) =>
        new(reader.UInt64(), (PathStage)reader.Byte(), reader.Boolean(), reader.Boolean(), reader.Bytes().Length);
}
