using MeshNet.Protocol.Names;
using MeshNet.Testing;

namespace MeshNet.Protocol.Tests.Names;

/// <summary>Bytes from anybody: read without an exception, and answered only within bounds.</summary>
public sealed class DnsFuzzTests
{
    private static readonly byte[][] Sound =
    [
        QueryBuilder.Build("web"),
        QueryBuilder.Build("a.rather.long.name.example.org", DnsType.Aaaa, ednsPayload: 1232),
        QueryBuilder.Build("1.0.0.10.in-addr.arpa", DnsType.Ptr, ednsPayload: 4096),
    ];

    [Fact]
    public void Random_bytes_are_read_without_failing()
    {
        foreach (System.Random random in Fuzz.Rounds())
        {
            Answer(Fuzz.Noise(random, 100), random);
        }
    }

    [Fact]
    public void Damaged_queries_are_read_without_failing()
    {
        int valid = 0;
        foreach (System.Random random in Fuzz.Rounds())
        {
            byte[] sound = Sound[random.Next(Sound.Length)];
            valid += Answer(random.Next(4) == 0 ? sound : Fuzz.Damage(random, sound), random) ? 1 : 0;
        }

        Assert.True(valid > 0);
    }

    private static bool Answer(byte[] message, System.Random random)
    {
        DnsQueryStatus status = DnsQueryStatus.Ignored;
        DnsQuery query = default;
        Fuzz.Feed(message, bytes => status = DnsQuery.Read(bytes, out query));
        if (status == DnsQueryStatus.Ignored)
        {
            return false;
        }

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
        {
            Assert.True(DnsReply.Matches(message, destination.AsSpan(0, length), out _));
        }

        return status == DnsQueryStatus.Valid;
    }

    private static NameAnswer SomeAnswer(System.Random random) => random.Next(4) switch
    {
        0 => NameAnswer.NoData,
        1 => NameAnswer.NoSuchName,
        2 => NameAnswer.PointingTo("web.demo"),
        _ => NameAnswer.Of([.. Enumerable.Range(0, 1 + random.Next(400)).Select(i => (uint)i)]),
    };
}
