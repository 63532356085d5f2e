using MeshNet.Protocol.Membership;

namespace MeshNet.Protocol.Tests.Membership;

public sealed class NewsQueueTests
{
    private readonly NewsQueue _queue = new(SwimOptions.Default with { NewsQueueMax = 3 });

    [Fact]
    public void What_was_sent_least_goes_first_and_of_those_the_youngest()
    {
        _queue.Add(Claim(1));
        _queue.Take(10_000, receivers: 1, members: 100);
        _queue.Add(Claim(2));
        _queue.Add(Claim(3));
        Assert.Equal([3, 2, 1], Ids(_queue.Take(10_000, receivers: 1, members: 100)));
    }

    [Fact]
    public void A_piece_is_spent_after_the_logarithm_of_the_members_times_the_multiplier()
    {
        _queue.Add(Claim(1));
        int sent = 0;
        while (_queue.Take(10_000, receivers: 1, members: 99).Count > 0)
        {
            sent++;
        }

        Assert.Equal(8, sent);
        Assert.Equal(0, _queue.Count);
    }

    [Fact]
    public void Newer_news_of_a_member_replaces_the_older_and_starts_afresh()
    {
        _queue.Add(Claim(1));
        _queue.Take(10_000, receivers: 7, members: 99);
        _queue.Add(Claim(1, MemberStatus.Dead));
        MemberClaim taken = Assert.Single(_queue.Take(10_000, receivers: 7, members: 99));
        Assert.Equal(MemberStatus.Dead, taken.Member.Status);
        Assert.Equal(1, _queue.Count);
    }

    [Fact]
    public void Only_what_fits_is_taken_and_the_rest_waits()
    {
        _queue.Add(Claim(1));
        _queue.Add(Claim(2));
        int one = Claim(1).WireLength;
        Assert.Equal([2], Ids(_queue.Take(one + 5, receivers: 1, members: 100)));
        Assert.Equal([1], Ids(_queue.Take(one + 5, receivers: 1, members: 100)));
    }

    [Fact]
    public void A_full_queue_lets_go_of_what_was_sent_most_and_counts_it()
    {
        _queue.Add(Claim(1));
        _queue.Take(10_000, receivers: 1, members: 100);
        _queue.Add(Claim(2));
        _queue.Add(Claim(3));
        _queue.Add(Claim(4));
        Assert.Equal(1, _queue.Overflowed);
        Assert.Equal([4, 3, 2], Ids(_queue.Take(10_000, receivers: 1, members: 100)));
    }

    private static IEnumerable<int> Ids(List<MemberClaim> claims) => claims.Select(claim => (int)claim.Member.Id.Value);

    private static MemberClaim Claim(int id, MemberStatus status = MemberStatus.Alive) => new(new Member(
        new NodeId((UInt128)id), "node", new IPEndPoint(IPAddress.Loopback, 7947), new Incarnation(1, 0), 1, status));
}
