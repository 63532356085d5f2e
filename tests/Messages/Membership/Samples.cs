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

    public static readonly LogDelta Delta = new(
        Alice,
        new LogVersion(7, 8),
        new LogVersion(7, 10),
        Reset: false,
        [
            new LogEntry(RecordKey.Node, new LogVersion(7, 9), new NodeRecord("docker-node1", Here.Address, 1500, "1").Encode()),
            new LogEntry(RecordKey.Withdrawn, new LogVersion(7, 10), null),
        ]);

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
        new Push(Delta, 1, 2, 3),
        new RootHash(4),
        new BucketHashes([.. Enumerable.Range(0, BucketHashes.Count).Select(bucket => (ulong)bucket)]),
        new Digest(ulong.MaxValue, Reply: true, [new LogState(Alice, new LogVersion(7, 8), 9)]),
        Delta,
        new LogPull(Bob, new LogVersion(7, 8), Whole: true),
        new BlockAsk(SpaceId.Vni, 3, new Block(0x0A000000, 16), 24, new LogVersion(7, 8)),
        new BlockAnswer(SpaceId.Vni, 3, "", Delta),
        new PathAsk(5, PathStage.Ready, 100),
        new PathAnswer(5, PathStage.Report, DatagramHeard: true, VxlanHeard: false, 0, DateTimeOffset.UnixEpoch),
    ];
}
