namespace MeshNet.Messages;

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
