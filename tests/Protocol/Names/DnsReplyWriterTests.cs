using MeshNet.Protocol.Names;

namespace MeshNet.Protocol.Tests.Names;

public sealed class DnsReplyWriterTests
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(5);

    [Fact]
    public void Addresses_answer_a_question_with_its_id_and_its_own_spelling()
    {
        byte[] query = QueryBuilder.Build("WeB", id: 99);
        byte[] reply = Write(query, NameAnswer.Of([0x0A000001, 0x0A000002]));

        ParsedReply parsed = new(reply);
        Assert.Equal([0x0A000001u, 0x0A000002u], parsed.Addresses);
        Assert.Equal([5u, 5u], parsed.TimesToLive);
        Assert.Equal(99, parsed.Header.Id);
        Assert.True(parsed.Header.IsReply);
        Assert.Equal(DnsResponseCode.NoError, parsed.Header.ResponseCode);
        Assert.Equal(DnsHeader.RecursionDesiredFlag | DnsHeader.RecursionAvailableFlag,
            parsed.Header.Flags & (DnsHeader.RecursionDesiredFlag | DnsHeader.RecursionAvailableFlag));
        Assert.True(query.AsSpan(12).SequenceEqual(reply.AsSpan(12, query.Length - 12)));
    }

    [Theory]
    [InlineData(0u, new uint[] { 1, 2, 3 })]
    [InlineData(1u, new uint[] { 2, 3, 1 })]
    [InlineData(5u, new uint[] { 3, 1, 2 })]
    [InlineData(uint.MaxValue, new uint[] { 1, 2, 3 })]
    public void Several_addresses_are_rotated(uint rotation, uint[] expected)
    {
        byte[] reply = Write(QueryBuilder.Build("web"), NameAnswer.Of([1, 2, 3]), rotation);

        Assert.Equal(expected, new ParsedReply(reply).Addresses);
    }

    [Fact]
    public void What_does_not_fit_the_datagram_is_left_out_and_said_so()
    {
        NameAnswer answer = NameAnswer.Of([.. Enumerable.Range(1, 100).Select(i => (uint)i)]);

        byte[] plain = Write(QueryBuilder.Build("web"), answer);
        byte[] edns = Write(QueryBuilder.Build("web", ednsPayload: 1232), answer);

        ParsedReply parsed = new(plain);
        Assert.True(parsed.Header.IsTruncated);
        Assert.InRange(plain.Length, 512 - 16, 512);
        Assert.Equal((512 - 12 - 9) / 16, parsed.Addresses.Count);
        ParsedReply parsedEdns = new(edns);
        Assert.True(parsedEdns.Header.IsTruncated);
        Assert.InRange(edns.Length, 1232 - 16, 1232);
    }

    [Fact]
    public void Over_a_stream_nothing_is_left_out()
    {
        NameAnswer answer = NameAnswer.Of([.. Enumerable.Range(1, 500).Select(i => (uint)i)]);

        byte[] reply = Write(QueryBuilder.Build("web"), answer, bytesMax: ushort.MaxValue);

        Assert.False(new ParsedReply(reply).Header.IsTruncated);
        Assert.Equal(500, new ParsedReply(reply).Addresses.Count);
    }

    [Fact]
    public void A_pointer_names_the_holder()
    {
        byte[] reply = Write(QueryBuilder.Build("1.0.0.10.in-addr.arpa", DnsType.Ptr), NameAnswer.PointingTo("web.demo"));

        Assert.Equal(["web.demo"], new ParsedReply(reply).Pointers);
    }

    [Fact]
    public void A_known_name_without_data_and_an_unknown_one_differ_in_the_code_alone()
    {
        ParsedReply noData = new(Write(QueryBuilder.Build("web", DnsType.Aaaa), NameAnswer.NoData));
        ParsedReply noName = new(Write(QueryBuilder.Build("web", DnsType.Ptr), NameAnswer.NoSuchName));

        Assert.Equal(DnsResponseCode.NoError, noData.Header.ResponseCode);
        Assert.Equal(DnsResponseCode.NoSuchName, noName.Header.ResponseCode);
        Assert.Equal(0, noData.Header.Answers + noName.Header.Answers);
    }

    [Fact]
    public void Only_a_query_with_edns_gets_an_opt_record_back()
    {
        Assert.Null(new ParsedReply(Write(QueryBuilder.Build("web"), NameAnswer.Of([1]))).ExtendedCode);
        Assert.Equal(0, new ParsedReply(Write(QueryBuilder.Build("web", ednsPayload: 1232), NameAnswer.Of([1]))).ExtendedCode);
    }

    [Theory]
    [InlineData(DnsResponseCode.Refused, 5, 0)]
    [InlineData(DnsResponseCode.ServerFailure, 2, 0)]
    [InlineData(DnsResponseCode.BadVersion, 0, 1)]
    public void A_failure_carries_the_question_and_the_code(DnsResponseCode code, int low, int high)
    {
        byte[] message = QueryBuilder.Build("web", ednsPayload: 1232);
        Assert.Equal(DnsQueryStatus.Valid, DnsQuery.Read(message, out DnsQuery query));
        byte[] reply = new byte[DnsReplyWriter.BytesMin];

        int length = DnsReplyWriter.WriteFailure(message, query, code, reply);

        ParsedReply parsed = new(reply.AsSpan(0, length));
        Assert.Equal(low, (int)parsed.Header.ResponseCode);
        Assert.Equal(high, parsed.ExtendedCode);
        Assert.Equal("web", parsed.Question.Name);
    }

    [Fact]
    public void What_could_not_be_read_is_answered_by_its_header()
    {
        byte[] message = QueryBuilder.Build("web")[..14];
        Assert.Equal(DnsQueryStatus.FormatError, DnsQuery.Read(message, out DnsQuery query));
        byte[] reply = new byte[DnsReplyWriter.BytesMin];

        int length = DnsReplyWriter.WriteFailure(message, query, DnsResponseCode.FormatError, reply);

        ParsedReply parsed = new(reply.AsSpan(0, length));
        Assert.Equal(0x1234, parsed.Header.Id);
        Assert.Equal(DnsResponseCode.FormatError, parsed.Header.ResponseCode);
        Assert.Equal(12, length);
    }

    private static byte[] Write(byte[] message, NameAnswer answer, uint rotation = 0, int? bytesMax = null)
    {
        Assert.Equal(DnsQueryStatus.Valid, DnsQuery.Read(message, out DnsQuery query));
        byte[] reply = new byte[ushort.MaxValue];
        int length = DnsReplyWriter.Write(
            message, query, answer, TimeToLive, rotation, bytesMax ?? query.DatagramReplyBytesMax, reply);
        return reply[..length];
    }
}
