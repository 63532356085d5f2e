namespace MeshNet.Messages;

/// <summary>To a node that tries the ways between the two.</summary>
/// <param name="DatagramHeard">In a report: a datagram of the asker has arrived.</param>
/// <param name="VxlanHeard">In a report: a packet of the asker has arrived at the VXLAN port.</param>
/// <param name="Clock">The sender's time of day, of which nothing but the comparison of clocks may be made; null from a version that tells none.</param>
public sealed record PathAnswer(
    ulong Trial,
    PathStage Stage,
    bool DatagramHeard,
    bool VxlanHeard,
    int PaddingBytes,
    DateTimeOffset? Clock) : IWireMessage
{
    public WireType Type => WireType.PathAnswer;

    public void Write(WireWriter writer)
    {
        writer.UInt64(Trial);
        writer.Byte((byte)Stage);
        writer.Boolean(DatagramHeard);
        writer.Boolean(VxlanHeard);
        writer.Bytes(new byte[PaddingBytes]);
        if (Clock is { } clock)
        {
            writer.UInt64((ulong)clock.ToUnixTimeMilliseconds());
        }
    }

    public static PathAnswer Read(ref WireReader reader) => new(
        reader.UInt64(),
        (PathStage)reader.Byte(),
        reader.Boolean(),
        reader.Boolean(),
        reader.Bytes().Length,
        reader.AtEnd ? null : ReadClock(ref reader));

    private static DateTimeOffset ReadClock(ref WireReader reader)
    {
        ulong milliseconds = reader.UInt64();
        return milliseconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            : throw new WireFormatException($"{milliseconds} ms after 1970 is no time of day");
    }
}
