namespace MeshNet.Protocol.Tests.Membership;

public sealed class LaterClaimTests
{
    private static readonly byte[] Appended = [0xFE, 0xDC, 0xBA];
    private static readonly NodeId Later = new((UInt128)0xFFFF);

    /// <summary>Only one member ever hears the later version's own claim; all others have it from that one, and soon as a suspicion.</summary>
    [Fact]
    public void What_a_later_version_says_of_itself_reaches_all_through_members_that_cannot_read_it()
    {
        SwimCluster cluster = SwimCluster.Formed(21, 5);
        IPEndPoint address = IPEndPoint.Parse("10.9.9.9:7947");
        WireWriter claim = new();
        new MemberClaim(new Member(Later, "later", address, new Incarnation(1, 0), 5, MemberStatus.Alive)).Write(claim);
        WireWriter news = new();
        news.Byte((byte)WireType.MemberNews);
        news.Varint(1);
        news.Bytes([.. claim.ToArray()[1..], .. Appended]);

        cluster.Nodes[0].Receive(Later, 5, address, news.ToArray());

        Assert.True(cluster.RunUntil(
            () => cluster.Nodes.All(node => node.View.Members.TryGetValue(Later, out Member? member) && member.Later.Bytes.SequenceEqual(Appended)),
            TimeSpan.FromSeconds(5)));
        Assert.True(cluster.RunUntil(
            () => cluster.Nodes.All(node => node.View.Members[Later] is { Status: MemberStatus.Dead } dead && dead.Later.Bytes.SequenceEqual(Appended)),
            TimeSpan.FromSeconds(60)));
    }
}
