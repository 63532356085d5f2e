namespace MeshNet.Messages;

/// <summary>The one place that knows which decoder a <see cref="WireType"/> has.</summary>
public static class MessageCodec
{
    public static byte[] Encode(IWireMessage message)
    {
        WireWriter writer = new();
        Encode(message, writer);
        return writer.ToArray();
    }

    public static void Encode(IWireMessage message, WireWriter writer)
    {
        writer.Byte((byte)message.Type);
        message.Write(writer);
    }

    /// <summary>
    /// Reads one message. Bytes behind the fields that this version knows are left unread: they belong to a later version.
    /// </summary>
    /// <exception cref="WireFormatException">The bytes are no message of this version's; the caller counts and drops them.</exception>
    public static IWireMessage Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        WireType type = (WireType)reader.Byte();
        return type switch
        {
            WireType.Probe => Probe.Read(ref reader),
            WireType.ProbeAck => ProbeAck.Read(ref reader),
            WireType.ProbeNack => ProbeNack.Read(ref reader),
            WireType.ProbeRequest => ProbeRequest.Read(ref reader),
            WireType.JoinRequest => JoinRequest.Read(ref reader),
            WireType.JoinAccept => JoinAccept.Read(ref reader),
            WireType.MemberNews => MemberNews.Read(ref reader),
            WireType.MemberSync => MemberSync.Read(ref reader),
            WireType.IdentityConflict => IdentityConflict.Read(ref reader),
            WireType.RemovalNotice => RemovalNotice.Read(ref reader),
            WireType.Push => Push.Read(ref reader),
            WireType.RootHash => RootHash.Read(ref reader),
            WireType.BucketHashes => BucketHashes.Read(ref reader),
            WireType.Digest => Digest.Read(ref reader),
            WireType.LogDelta => LogDelta.Read(ref reader),
            WireType.LogPull => LogPull.Read(ref reader),
            WireType.BlockAsk => BlockAsk.Read(ref reader),
            WireType.BlockAnswer => BlockAnswer.Read(ref reader),
            WireType.EpochPrepare => EpochPrepare.Read(ref reader),
            WireType.EpochPromise => EpochPromise.Read(ref reader),
            WireType.EpochAccept => EpochAccept.Read(ref reader),
            WireType.EpochAccepted => EpochAccepted.Read(ref reader),
            WireType.EpochRejected => EpochRejected.Read(ref reader),
            WireType.EpochNews => EpochNews.Read(ref reader),
            WireType.PathAsk => PathAsk.Read(ref reader),
            WireType.PathAnswer => PathAnswer.Read(ref reader),
            _ => throw new WireFormatException($"message type {(byte)type} is not known to this version"),
        };
    }
}
