using System.Net;

namespace MeshNet.Messages.Tests.Membership;

internal static class Samples
{
    public static readonly NodeId Alice = new(new UInt128(1, 2));
    public static readonly NodeId Bob = new(new UInt128(3, 4));
    public static readonly IPEndPoint Here = IPEndPoint.Parse("10.1.2.3:7947");
    public static readonly IPEndPoint There = IPEndPoint.Parse("[fd00::5]:65535");

    public static MemberClaim Claim(MemberStatus status = MemberStatus.Alive, NodeId accuser = default, bool remembered = false) =>
        new(new Member(Alice, "docker-node1", Here, new Incarnation(7, uint.MaxValue), ulong.MaxValue, status), accuser, remembered);

    public static IReadOnlyList<MemberClaim> Claims =>
    [
        Claim(),
        Claim(MemberStatus.Suspect, Bob),
        Claim(MemberStatus.Dead, Bob),
        Claim(MemberStatus.Left),
        Claim(MemberStatus.Dead, remembered: true),
    ];

    public static readonly Ballot Ballot = new(7, Alice, 3);

    public static readonly EpochRecord Epoch = new(5, [Alice, Bob], [new Removal(new NodeId(9), "docker-node9", Alice, 4, "docker-node1")]);

    public static IReadOnlyList<IWireMessage> All =>
    [
        new Probe(0xDEADBEEF, Bob, 42, Introduces: true, Claims),
        new ProbeAck(1, Claims),
        new ProbeNack(2),
        new ProbeRequest(3, Alice, There, []),
        new JoinRequest(Claim()),
        new JoinAccept(Claims),
        new MemberNews(Claims),
        new MemberSync(WantsReply: true, Claims),
        new IdentityConflict(Alice, Here, 5, There, 6),
        new RemovalNotice(Bob),
        new EpochPrepare(Ballot, Epoch),
        new EpochPromise(2, Ballot, Ballot, Epoch),
        new EpochPromise(2, Ballot, Messages.Ballot.None, null),
        new EpochAccept(Ballot, Epoch, Epoch),
        new EpochAccepted(2, Ballot),
        new EpochRejected(2, Ballot, Ballot),
        new EpochNews(Epoch),
    ];
}
