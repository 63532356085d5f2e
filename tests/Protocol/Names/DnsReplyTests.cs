using MeshNet.Protocol.Names;

namespace MeshNet.Protocol.Tests.Names;

public sealed class DnsReplyTests
{
    private static readonly byte[] Query = QueryBuilder.Build("example.org", id: 0x0102);

    [Fact]
    public void A_reply_matches_its_query_whatever_the_case_of_its_question()
    {
        Assert.True(DnsReply.Matches(Query, Reply("EXAMPLE.org"), out DnsResponseCode code));
        Assert.Equal(DnsResponseCode.NoError, code);
    }

    [Theory]
    [InlineData("example.com", DnsType.A, 0x0102)]
    [InlineData("example.org", DnsType.Aaaa, 0x0102)]
    [InlineData("example.org", DnsType.A, 0x0103)]
    public void Another_question_or_id_does_not_match(string name, DnsType type, int id)
    {
        Assert.False(DnsReply.Matches(Query, Reply(name, type, (ushort)id), out _));
    }

    [Fact]
    public void A_query_is_no_reply()
    {
        Assert.False(DnsReply.Matches(Query, Query, out _));
    }

    [Fact]
    public void A_failure_may_leave_the_question_out_and_an_answer_may_not()
    {
        byte[] reply = Reply("example.org")[..12];
        reply[5] = 0;
        Assert.False(DnsReply.Matches(Query, reply, out _));

        reply[3] |= (byte)DnsResponseCode.ServerFailure;
        Assert.True(DnsReply.Matches(Query, reply, out DnsResponseCode code));
        Assert.True(DnsReply.IsFailure(code));
    }

    [Theory]
    [InlineData(DnsResponseCode.ServerFailure, true)]
    [InlineData(DnsResponseCode.Refused, true)]
    [InlineData(DnsResponseCode.NoSuchName, false)]
    [InlineData(DnsResponseCode.NoError, false)]
    public void That_a_name_does_not_exist_is_an_answer(DnsResponseCode code, bool failure)
    {
        Assert.Equal(failure, DnsReply.IsFailure(code));
    }

    [Fact]
    public void A_reply_that_did_not_fit_is_cut_to_its_question()
    {
        byte[] reply = [.. Reply("example.org"), .. new byte[1000]];
        reply[7] = 20;

        ParsedReply cut = new(DnsReply.Cut(Query, reply));

        Assert.True(cut.Header.IsTruncated);
        Assert.True(cut.Header.IsReply);
        Assert.Equal(0x0102, cut.Header.Id);
        Assert.Equal("example.org", cut.Question.Name);
    }

    private static byte[] Reply(string name, DnsType type = DnsType.A, ushort id = 0x0102)
    {
        byte[] reply = QueryBuilder.Build(name, type, id);
        reply[2] |= 0x80;
        return reply;
    }
}
