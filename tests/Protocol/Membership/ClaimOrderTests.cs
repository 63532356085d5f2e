using MeshNet.Protocol.Membership;

namespace MeshNet.Protocol.Tests.Membership;

public sealed class ClaimOrderTests
{
    /// <summary>From the oldest to the newest claim about one member.</summary>
    private static readonly (uint Epoch, uint Refutations, MemberStatus Status)[] Ladder =
    [
        (1, 0, MemberStatus.Alive),
        (1, 0, MemberStatus.Suspect),
        (1, 0, MemberStatus.Dead),
        (1, 0, MemberStatus.Left),
        (1, 1, MemberStatus.Alive),
        (1, 9, MemberStatus.Dead),
        (2, 0, MemberStatus.Alive),
        (2, 0, MemberStatus.Suspect),
    ];

    [Fact]
    public void A_claim_is_newer_than_exactly_those_before_it()
    {
        for (int i = 0; i < Ladder.Length; i++)
        {
            for (int j = 0; j < Ladder.Length; j++)
            {
                Assert.Equal(i > j, ClaimOrder.IsNewer(At(i), At(j)));
            }
        }
    }

    private static Member At(int step) => new(
        new NodeId(1),
        "node",
        new IPEndPoint(IPAddress.Loopback, 7947),
        new Incarnation(Ladder[step].Epoch, Ladder[step].Refutations),
        1,
        Ladder[step].Status);
}
