namespace MeshNet.Messages;

/// <summary>Welcome: every member that the one who answers knows of, itself included.</summary>
public sealed record JoinAccept(IReadOnlyList<MemberClaim> Members) : IWireMessage
{
    public WireType Type => WireType.JoinAccept;

    public void Write(WireWriter writer) => MemberClaim.WriteAll(writer, Members);

    public static JoinAccept Read(ref WireReader reader) => new(MemberClaim.ReadAll(ref reader));
}
