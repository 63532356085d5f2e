namespace MeshNet.Messages;

/// <summary>
/// Are you there? Names whom it means, because an address may have passed to another node. <paramref name="TableHash"/> is over what the
/// prober holds of all members: a receiver that holds something else knows that the two must compare. When it
/// <paramref name="Introduces"/>, the claims begin with the prober itself and the answer begins with the one who answers.
/// </summary>
public sealed record Probe(uint Sequence, NodeId Target, ulong TableHash, bool Introduces, IReadOnlyList<MemberClaim> Claims)
    : IWireMessage
{
    public WireType Type => WireType.Probe;

    public void Write(WireWriter writer)
    {
        writer.UInt32(Sequence);
        writer.Node(Target);
        writer.UInt64(TableHash);
        writer.Boolean(Introduces);
        MemberClaim.WriteAll(writer, Claims);
    }

    public static Probe Read(ref WireReader reader) =>
        new(reader.UInt32(), reader.Node(), reader.UInt64(), reader.Boolean(), MemberClaim.ReadAll(ref reader));
}

/// <summary>I am here; or, from a helper of an indirect probe: the one that you asked about is.</summary>
public sealed record ProbeAck(uint Sequence, IReadOnlyList<MemberClaim> Claims) : IWireMessage
{
    public WireType Type => WireType.ProbeAck;

    public void Write(WireWriter writer)
    {
        writer.UInt32(Sequence);
        MemberClaim.WriteAll(writer, Claims);
    }

    public static ProbeAck Read(ref WireReader reader) => new(reader.UInt32(), MemberClaim.ReadAll(ref reader));
}

/// <summary>
/// I am here, but the one that you asked me to probe has not answered me either (Lifeguard): it tells the asker that
/// it can still hear.
/// </summary>
public sealed record ProbeNack(uint Sequence) : IWireMessage
{
    public WireType Type => WireType.ProbeNack;

    public void Write(WireWriter writer) => writer.UInt32(Sequence);

    public static ProbeNack Read(ref WireReader reader) => new(reader.UInt32());
}

/// <summary>Please probe <paramref name="Target"/> for me: it does not answer me, and that may be the path between us (SWIM's indirect probe).</summary>
public sealed record ProbeRequest(uint Sequence, NodeId Target, IPEndPoint Address, IReadOnlyList<MemberClaim> Claims) : IWireMessage
{
    public WireType Type => WireType.ProbeRequest;

    public void Write(WireWriter writer)
    {
        writer.UInt32(Sequence);
        writer.Node(Target);
        writer.SocketAddress(Address);
        MemberClaim.WriteAll(writer, Claims);
    }

    public static ProbeRequest Read(ref WireReader reader) =>
        new(reader.UInt32(), reader.Node(), reader.SocketAddress(), MemberClaim.ReadAll(ref reader));
}
