namespace MeshNet.Messages;

/// <summary>Changes, pushed as soon as they are known.</summary>
public sealed record MemberNews(IReadOnlyList<MemberClaim> Claims) : IWireMessage
{
    public WireType Type => WireType.MemberNews;

    public void Write(WireWriter writer) => MemberClaim.WriteAll(writer, Claims);

    public static MemberNews Read(ref WireReader reader) => new(MemberClaim.ReadAll(ref reader));
}
