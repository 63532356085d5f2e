namespace MeshNet.Messages;

/// <summary>I hold the cluster's secret and want to be a member. Repeated until an answer comes, so it may arrive more than once.</summary>
public sealed record JoinRequest(MemberClaim Joiner) : IWireMessage
{
    public WireType Type => WireType.JoinRequest;

    public void Write(WireWriter writer) => Joiner.Write(writer);

    public static JoinRequest Read(ref WireReader reader) => new(MemberClaim.Read(ref reader));
}

/// <summary>Welcome: every member that the one who answers knows of, itself included.</summary>
public sealed record JoinAccept(IReadOnlyList<MemberClaim> Members) : IWireMessage
{
    public WireType Type => WireType.JoinAccept;

    public void Write(WireWriter writer) => MemberClaim.WriteAll(writer, Members);

    public static JoinAccept Read(ref WireReader reader) => new(MemberClaim.ReadAll(ref reader));
}

/// <summary>Changes, pushed as soon as they are known.</summary>
public sealed record MemberNews(IReadOnlyList<MemberClaim> Claims) : IWireMessage
{
    public WireType Type => WireType.MemberNews;

    public void Write(WireWriter writer) => MemberClaim.WriteAll(writer, Claims);

    public static MemberNews Read(ref WireReader reader) => new(MemberClaim.ReadAll(ref reader));
}

/// <summary>
/// Everything that the sender holds of members, after a probe showed that the two hold different things. Deaths in it are old
/// hearsay, so the receiver takes them for suspicions, which the living can refute.
/// </summary>
public sealed record MemberSync(bool WantsReply, IReadOnlyList<MemberClaim> Members) : IWireMessage
{
    public WireType Type => WireType.MemberSync;

    public void Write(WireWriter writer)
    {
        writer.Boolean(WantsReply);
        MemberClaim.WriteAll(writer, Members);
    }

    public static MemberSync Read(ref WireReader reader) => new(reader.Boolean(), MemberClaim.ReadAll(ref reader));
}

/// <summary>
/// Proof that two machines live under one node id (R9): the sender probed both addresses, and both answered within seconds of each
/// other under that id with different start nonces. Sent to both.
/// </summary>
public sealed record IdentityConflict(NodeId Id, IPEndPoint FirstAddress, ulong FirstNonce, IPEndPoint SecondAddress, ulong SecondNonce)
    : IWireMessage
{
    public WireType Type => WireType.IdentityConflict;

    public void Write(WireWriter writer)
    {
        writer.Node(Id);
        writer.SocketAddress(FirstAddress);
        writer.UInt64(FirstNonce);
        writer.SocketAddress(SecondAddress);
        writer.UInt64(SecondNonce);
    }

    public static IdentityConflict Read(ref WireReader reader) =>
        new(reader.Node(), reader.SocketAddress(), reader.UInt64(), reader.SocketAddress(), reader.UInt64());
}

/// <summary>The answer to a node that an epoch has removed (R12): withdraw, and join again as a new one.</summary>
public sealed record RemovalNotice(NodeId Removed) : IWireMessage
{
    public WireType Type => WireType.RemovalNotice;

    public void Write(WireWriter writer) => writer.Node(Removed);

    public static RemovalNotice Read(ref WireReader reader) => new(reader.Node());
}
