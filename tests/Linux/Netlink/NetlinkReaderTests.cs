using System.Net;
using MeshNet.Linux.Interop;
using MeshNet.Linux.Links;
using MeshNet.Linux.Neighbours;
using MeshNet.Linux.Netlink;
using MeshNet.Linux.Routes;
using MeshNet.Messages;

namespace MeshNet.Linux.Tests.Netlink;

public sealed class NetlinkReaderTests
{
    [Theory]
    [InlineData("10", "cut short")]
    [InlineData("0f000000100000000100000000000000", "claims 15 bytes")]
    [InlineData("11000000100000000100000000000000", "claims 17 bytes")]
    [InlineData("ffffffff100000000100000000000000", "claims 4294967295 bytes")]
    public void A_length_that_lies_is_refused(string datagram, string complaint)
    {
        var failure = Assert.Throws<InvalidDataException>(() =>
        {
            var reader = new NetlinkReader(Convert.FromHexString(datagram));
            reader.TryRead(out _);
        });
        Assert.Contains(complaint, failure.Message);
    }

    [Theory]
    [InlineData("0300" + "0100")]
    [InlineData("0900" + "0100" + "01020304")]
    public void An_attributes_length_that_lies_is_refused(string attributes) =>
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var attribute in new AttributeReader(Convert.FromHexString(attributes)))
                Assert.Equal(1, attribute.Type);
        });

    [Fact]
    public void The_flags_beside_an_attributes_type_are_not_part_of_it()
    {
        foreach (var attribute in new AttributeReader(Convert.FromHexString("08001280" + "04000100")))
        {
            Assert.Equal(18, attribute.Type);
            foreach (var child in attribute.Nested)
                Assert.True(child.Data.IsEmpty && child.Type == 1);
        }
    }

    [Fact]
    public void A_value_shorter_than_what_it_is_read_as_is_refused() =>
        Assert.Throws<InvalidDataException>(() => new NetlinkAttribute(1, [1, 2, 3]).AsUInt32());

    [Fact]
    public void The_kernels_text_is_found_behind_a_capped_request()
    {
        string text = "1100" + "0100" + Convert.ToHexStringLower("No such port"u8) + "00" + "000000";
        string request = "ff000000" + "1c00" + "0505" + "05000000" + "00000000";
        var answer = Parse("38000000" + "0200" + "0003" + "05000000" + "00000000" + "efffffff" + request + text);
        Assert.Equal(new NetlinkAnswer(Errno.EEXIST, "No such port"), answer);
    }

    [Fact]
    public void The_kernels_text_is_found_behind_a_request_quoted_whole()
    {
        string text = "0700" + "0100" + Convert.ToHexStringLower("no"u8) + "00" + "00";
        string request = "14000000" + "1c00" + "0505" + "05000000" + "00000000" + "07000000";
        var answer = Parse("30000000" + "0200" + "0002" + "05000000" + "00000000" + "ffffffff" + request + text);
        Assert.Equal(new NetlinkAnswer(Errno.EPERM, "no"), answer);
    }

    [Fact]
    public void Random_bytes_are_read_or_refused_and_never_read_beyond()
    {
        // Whatever a message holds, a reader gives values or an InvalidDataException. The bytes lie at the end of their
        // array, so that a step too far throws another exception and fails the test.
        var random = new Random(20251121);
        byte[] datagram = new byte[512];
        var deadline = DateTime.UtcNow.AddSeconds(2);
        int read = 0, refused = 0;
        for (int round = 0; round < 2_000_000 && DateTime.UtcNow < deadline; round++)
        {
            int length = Mutate(random, datagram);
            try
            {
                read += ReadAll(datagram.AsSpan(0, length));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }
        Assert.True(read > 1000, $"only {read} messages were readable");
        Assert.True(refused > 1000, $"only {refused} datagrams were refused");
    }

    private static NetlinkAnswer Parse(string datagram)
    {
        var reader = new NetlinkReader(Convert.FromHexString(datagram));
        Assert.True(reader.TryRead(out var message));
        return NetlinkAnswer.Parse(message);
    }

    /// <summary>Half of the time pure noise; else a sound message, cut and with a few bytes changed.</summary>
    private static int Mutate(Random random, byte[] datagram)
    {
        random.NextBytes(datagram);
        if (random.Next(8) == 0)
            return random.Next(datagram.Length);
        var writer = new NetlinkWriter();
        ushort[] types =
        [
            NetlinkConstants.RTM_NEWLINK, NetlinkConstants.RTM_NEWNEIGH, NetlinkConstants.RTM_NEWROUTE, NetlinkConstants.NLMSG_ERROR,
            NetlinkConstants.NLMSG_DONE,
        ];
        using (writer.Message(types[random.Next(types.Length)], random.Next(ushort.MaxValue)))
        {
            writer.Structure(new LinkHeader { Family = (byte)random.Next(11), Index = random.Next(3) });
            writer.Attribute((ushort)random.Next(40), random.Next());
            using (writer.Nested(LinkConstants.IFLA_LINKINFO))
            {
                writer.Attribute(LinkConstants.IFLA_INFO_KIND, random.Next(2) == 0 ? "vxlan" : "bridge");
                using (writer.Nested(LinkConstants.IFLA_INFO_DATA))
                    writer.Attribute((ushort)random.Next(30), IPAddress.Loopback);
            }
            writer.Attribute((ushort)random.Next(16), MacAddress.Zero);
        }
        writer.Written.CopyTo(datagram);
        int length = writer.Written.Length;
        for (int changes = random.Next(4); changes > 0; changes--)
            datagram[random.Next(length)] = (byte)random.Next(256);
        return random.Next(4) == 0 ? random.Next(length) : length;
    }

    private static int ReadAll(ReadOnlySpan<byte> datagram)
    {
        int messages = 0;
        var reader = new NetlinkReader(datagram);
        while (reader.TryRead(out var message))
        {
            messages++;
            LinkCodec.TryRead(message, out _);
            NeighbourOperations.TryRead(message, 1, out _);
            FdbOperations.TryRead(message, 1, out _);
            RouteCodec.TryRead(message, out _);
            RouteCodec.TryReadLookup(message, out _);
            if (message.Type is NetlinkConstants.NLMSG_ERROR or NetlinkConstants.NLMSG_DONE)
                NetlinkAnswer.Parse(message);
        }
        return messages;
    }
}
