using MeshNet.Messages;

namespace MeshNet.Protocol.Membership;

/// <summary>One row of the member table. <paramref name="Remembered"/>: known from a disk only, not heard of since this node's start.</summary>
internal sealed record MemberEntry(Member Member, bool Remembered)
{
    public NodeId Id => Member.Id;

    public bool IsReachable => Member.Status is MemberStatus.Alive or MemberStatus.Suspect;

    /// <summary>Worth asking whether it is back: it never said goodbye.</summary>
    public bool IsLost => Member.Status == MemberStatus.Dead;

    public MemberClaim ToClaim(NodeId accuser = default) => new(Member, accuser, Remembered);
}
