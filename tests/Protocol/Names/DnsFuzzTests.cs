using MeshNet.Protocol.Names;
using MeshNet.Protocol.Random;

namespace MeshNet.Protocol.Tests.Names;

/// <summary>Bytes from anybody: read without an exception, and answered only within bounds.</summary>
public sealed class DnsFuzzTests
{
    private const int Rounds = 50_000;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_bytes_are_read_without_failing(ulong seed)
    {
        SplitMix64 random = new(seed);
        for (int i = 0; i < Rounds; i++)
        {
            byte[] message = new byte[random.Next(100)];
            foreach (ref byte value in message.AsSpan())
                value = (byte)random.Next(256);
            Answer(message, random);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Damaged_queries_are_read_without_failing(ulong seed)
    {
        SplitMix64 random = new(seed);
        byte[][] originals =
        [
            QueryBuilder.Build("web"),
            QueryBuilder.Build("a.rather.long.name.example.org", DnsType.Aaaa, ednsPayload: 1232),
            QueryBuilder.Build("1.0.0.10.in-addr.arpa", DnsType.Ptr, ednsPayload: 4096),
        ];
        int valid = 0;
        for (int i = 0; i < Rounds; i++)
        {
            byte[] message = [.. originals[random.Next(originals.Length)]];
            for (int changes = random.Next(4); changes > 0; changes--)
                message[random.Next(message.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0)
                message = message[..random.Next(message.Length + 1)];
            valid += Answer(message, random) ? 1 : 0;
        }

        Assert.InRange(valid, Rounds / 10, Rounds - 1);
    }

    private static bool Answer(byte[] message, SplitMix64 random)
    {
        DnsQueryStatus status = DnsQuery.Read(message, out DnsQuery query);
        if (status == DnsQueryStatus.Ignored)
            return false;

        byte[] destination = new byte[DnsQuery.DatagramBytesMax];
        int length = status == DnsQueryStatus.Valid
            ? DnsReplyWriter.Write(message, query, SomeAnswer(random), TimeSpan.FromSeconds(5), (uint)random.Next(1000),
                query.DatagramReplyBytesMax, destination)
            : DnsReplyWriter.WriteFailure(message, query, DnsResponseCode.FormatError, destination);

        Assert.InRange(length, DnsHeader.Bytes, query.DatagramReplyBytesMax);
        ParsedReply reply = new(destination.AsSpan(0, length));
        Assert.Equal(query.Header.Id, reply.Header.Id);
        Assert.True(reply.Header.IsReply);
        if (status == DnsQueryStatus.Valid)
            Assert.True(DnsReply.Matches(message, destination.AsSpan(0, length), out _));
        return status == DnsQueryStatus.Valid;
    }

    private static NameAnswer SomeAnswer(SplitMix64 random) => random.Next(4) switch
    {
        0 => NameAnswer.NoData,
        1 => NameAnswer.NoSuchName,
        2 => NameAnswer.PointingTo("web.demo"),
        _ => NameAnswer.Of([.. Enumerable.Range(0, 1 + random.Next(400)).Select(i => (uint)i)]),
    };
}
