namespace MeshNet.Messages;

/// <summary>
/// A member's acknowledgement of a removal (R20). From here on it takes no grant of the removed node; what it has taken before is
/// named here, so that the heir learns of grants that only their taker knows.
/// </summary>
/// <param name="Watermark">How much of the removed node's log this member has.</param>
/// <param name="Owned">All blocks that this member owns.</param>
/// <param name="Granted">Blocks that this member has given to others, without knowing yet that they were taken.</param>
public sealed record RemovalSeen(LogVersion Watermark, ImmutableArray<BlockClaim> Owned, ImmutableArray<BlockClaim> Granted)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Version(Watermark);
        Write(writer, Owned);
        Write(writer, Granted);
        return writer.ToArray();
    }

    public static RemovalSeen Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Version(), Read(ref reader), Read(ref reader));
    }

    private static void Write(WireWriter writer, ImmutableArray<BlockClaim> claims)
    {
        writer.Varint((ulong)claims.Length);
        foreach (BlockClaim claim in claims)
        {
            claim.Write(writer);
        }
    }

    private static ImmutableArray<BlockClaim> Read(ref WireReader reader)
    {
        BlockClaim[] claims = new BlockClaim[reader.Count(BlockClaim.EncodedBytesMin)];
        for (int i = 0; i < claims.Length; i++)
        {
            claims[i] = BlockClaim.Read(ref reader);
        }

        return [.. claims];
    }
}

/// <summary>
/// An operator's word that a removed node is off for good, kept so that one can find out later why its addresses were used again (R19).
/// </summary>
/// <param name="By">The name of the host on which it was said.</param>
public sealed record AssertedOff(string By)
{
    public byte[] Encode()
    {
        WireWriter writer = new();
        writer.Text(By);
        return writer.ToArray();
    }

    public static AssertedOff Decode(ReadOnlySpan<byte> bytes)
    {
        WireReader reader = new(bytes);
        return new(reader.Text());
    }
}

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
