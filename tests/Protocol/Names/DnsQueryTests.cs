using MeshNet.Protocol.Names;

namespace MeshNet.Protocol.Tests.Names;

public sealed class DnsQueryTests
{
    [Fact]
    public void A_plain_query_is_read()
    {
        Assert.Equal(DnsQueryStatus.Valid, DnsQuery.Read(QueryBuilder.Build("Web.Demo", DnsType.Aaaa, id: 7), out DnsQuery query));

        Assert.Equal(7, query.Header.Id);
        Assert.Equal(new DnsQuestion("web.demo", DnsType.Aaaa, DnsClass.Internet), query.Question);
        Assert.Null(query.Edns);
        Assert.Equal(512, query.DatagramReplyBytesMax);
    }

    [Theory]
    [InlineData(100, 512)]
    [InlineData(1232, 1232)]
    [InlineData(65535, 4096)]
    public void Edns_says_how_large_a_datagram_may_be_within_bounds(int payload, int expected)
    {
        Assert.Equal(DnsQueryStatus.Valid, DnsQuery.Read(QueryBuilder.Build("web", ednsPayload: payload), out DnsQuery query));

        Assert.Equal(expected, query.DatagramReplyBytesMax);
    }

    [Fact]
    public void Options_and_further_records_are_passed_over()
    {
        byte[] message = [.. QueryBuilder.Build("web"), .. "\u0001x\0"u8, 0, 16, 0, 1, 0, 0, 0, 0, 0, 3, 1, 2, 3,
            0, 0, 41, 4, 0, 0, 0, 0, 0, 0, 4, 0, 10, 0, 0];
        message[11] = 2;

        Assert.Equal(DnsQueryStatus.Valid, DnsQuery.Read(message, out DnsQuery query));

        Assert.Equal(new DnsEdns(1024, 0), query.Edns);
    }

    [Fact]
    public void Two_opt_records_are_an_error()
    {
        byte[] query = QueryBuilder.Build("web", ednsPayload: 1232);
        byte[] message = [.. query, .. query[^11..]];
        message[11] = 2;

        Assert.Equal(DnsQueryStatus.FormatError, DnsQuery.Read(message, out _));
    }

    [Fact]
    public void A_reply_is_never_answered()
    {
        byte[] message = QueryBuilder.Build("web");
        message[2] |= 0x80;

        Assert.Equal(DnsQueryStatus.Ignored, DnsQuery.Read(message, out _));
    }

    [Fact]
    public void Less_than_a_header_is_never_answered()
    {
        Assert.Equal(DnsQueryStatus.Ignored, DnsQuery.Read(QueryBuilder.Build("web").AsSpan(0, 11), out _));
    }

    [Fact]
    public void Another_operation_is_not_implemented()
    {
        byte[] message = QueryBuilder.Build("web");
        message[2] |= 5 << 3;

        Assert.Equal(DnsQueryStatus.NotImplemented, DnsQuery.Read(message, out _));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Anything_but_one_question_is_an_error(byte questions)
    {
        byte[] message = QueryBuilder.Build("web");
        message[5] = questions;

        Assert.Equal(DnsQueryStatus.FormatError, DnsQuery.Read(message, out _));
    }

    [Fact]
    public void A_count_of_records_that_are_not_there_is_an_error()
    {
        byte[] message = QueryBuilder.Build("web");
        message[6] = message[7] = 0xFF;

        Assert.Equal(DnsQueryStatus.FormatError, DnsQuery.Read(message, out _));
    }
}
