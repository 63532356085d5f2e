namespace MeshNet.Messages;

/// <summary>I hold the cluster's secret and want to be a member. Sent again until an answer comes: it may arrive more than once.</summary>
public sealed record JoinRequest(MemberClaim Joiner) : IWireMessage
{
    public WireType Type => WireType.JoinRequest;

    public void Write(WireWriter writer) => Joiner.Write(writer);

    public static JoinRequest Read(ref WireReader reader) => new(MemberClaim.Read(ref reader));
}
