using MeshNet.Messages;

namespace MeshNet.Protocol.Membership;

/// <summary>Which of two claims about one member is the newer (SWIM, section 4.2): the incarnation first, then the graver status.</summary>
public static class ClaimOrder
{
    public static bool IsNewer(Member said, Member held) =>
        said.Incarnation != held.Incarnation ? said.Incarnation > held.Incarnation : said.Status > held.Status;
}
