namespace MeshNet.Messages;

/// <summary>
/// I am here, but the one that you asked me to probe has not answered me either (Lifeguard): it tells the asker that
/// its own ears are well.
/// </summary>
public sealed record ProbeNack(uint Sequence) : IWireMessage
{
    public WireType Type => WireType.ProbeNack;

    public void Write(WireWriter writer) => writer.UInt32(Sequence);

    public static ProbeNack Read(ref WireReader reader) => new(reader.UInt32());
}
