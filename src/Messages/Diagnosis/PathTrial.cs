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

/// <summary>To a node that tries the ways between the two.</summary>
/// <param name="DatagramHeard">In a report: a datagram of the asker has arrived.</param>
/// <param name="VxlanHeard">In a report: a packet of the asker has arrived at the VXLAN port.</param>
/// <param name="Clock">The sender's time of day, used to compare clocks and for nothing else; null from a version that does not send it.</param>
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

/// <summary>Where two nodes are in trying the ways between them.</summary>
public enum PathStage : byte
{
    /// <summary>Asks the other to listen, and to send something back on every way.</summary>
    Prepare = 0,

    /// <summary>The other listens.</summary>
    Ready = 1,

    /// <summary>Proves by its arrival that a datagram passes.</summary>
    Datagram = 2,

    /// <summary>What the other has heard.</summary>
    Report = 3,
}
